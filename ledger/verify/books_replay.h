// Rebuilds accounts, transfers, balances and totals from the journal and compares them row by row.
#pragma once

#include "ledger/journal/canonical.h"
#include "ledger/posting/account.h"
#include "ledger/posting/closed_months.h"
#include "ledger/posting/identities.h"
#include "ledger/storage/database.h"
#include "ledger/verify/fault.h"

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace almoner::ledger {

// What the journal says became of a transfer.
enum class Fate : std::uint8_t { unknown, posted, pending, settled, released };

// A floor that a command went below: a row of the table excuse must stand for it.
struct ExpectedExcuse {
    std::int64_t account = 0;
    std::int64_t budget = 0;
    std::int64_t option = 0;
    std::int64_t amount = 0;
    friend auto operator<=>(const ExpectedExcuse&, const ExpectedExcuse&) = default;
};

class BooksReplay {
  public:
    BooksReplay(Database& reader, FaultList& faults);

    // Reads the accounts and transfers of one command from its body, in journal order.
    void command(std::int64_t seq, CanonicalReader& body);
    // After the last command: the tables must have no more, and their counters must be ours.
    void finish();

    [[nodiscard]] std::int64_t transfers() const { return next_transfer_ - 1; }
    // Of the command just read, sorted.
    [[nodiscard]] const std::vector<ExpectedExcuse>& excuses() const { return excuses_; }
    [[nodiscard]] Fate fate(std::int64_t transfer) const;

  private:
    struct Account {
        AccountRow row;
        std::int64_t last_transfer = 0;
        std::int64_t said_off_by = 0;  // what was last said of its balances: said once, not per row
        bool opened = false;           // a journal row opened it
        bool in_command = false;
    };
    struct Joint {
        std::int64_t free = 0;
        std::int64_t excused = 0;
        bool in_command = false;
    };
    struct At {
        enum Column : std::size_t {
            id,
            seq,
            state,
            debit,
            credit,
            amount,
            kind,
            plan_line,
            effective,
            settled,
            period_first,
            period_last,
            resolves,
            prev_debit,
            prev_credit,
            debit_after,
            credit_after,
            column_count
        };
    };
    using TransferRow = std::array<std::int64_t, At::column_count>;
    struct Pair {
        std::int64_t debit = 0;
        std::int64_t credit = 0;
        std::int64_t amount = 0;
    };
    using JointKey = std::pair<std::int32_t, Option>;
    struct SpentKey {
        std::int64_t account = 0;
        std::int64_t plan_line = 0;
        std::int64_t kind = 0;
        std::int64_t month = 0;
        friend auto operator<=>(const SpentKey&, const SpentKey&) = default;
    };

    void open_account(std::int64_t seq, CanonicalReader& body);
    [[nodiscard]] TransferRow read_transfer(std::int64_t seq, CanonicalReader& body);
    void replay(TransferRow& row);
    void check_month(const TransferRow& row, const Account& side);
    void count(const TransferRow& row, Account& debit_side, Account& credit_side);
    void resolve(const TransferRow& row);
    void note_totals(const TransferRow& row, const Account& debit_side, const Account& credit_side);
    void note_spent(const TransferRow& row, const Account& debit_side, const Account& credit_side);
    [[nodiscard]] Account& account(std::int64_t id);
    [[nodiscard]] Account& touch(std::int64_t id);
    void count_joint(const Account& side, std::int64_t free_before);
    void excuse_shortfalls();

    [[nodiscard]] bool next_stored();
    void compare(const TransferRow& expected);
    void compare_derived(const TransferRow& expected, At::Column column, std::int64_t account_id);
    void skip_stored_before(std::int64_t transfer);
    void compare_accounts();
    void compare_account(const Rows& rows, const Account& ours, std::int64_t id);
    void compare_joints();
    void compare_days();
    void compare_spent();
    void check_identities();

    Database& reader_;
    FaultList& faults_;
    ClosedMonths closed_;
    std::vector<Account> accounts_;  // by id - 1
    std::int64_t opened_ = 0;        // of them, by a journal row
    std::map<JointKey, Joint> joints_;
    std::unordered_map<std::int64_t, Pair> open_;  // pending transfers
    std::vector<Fate> fates_;                      // by id - 1
    std::unordered_map<std::uint64_t, Pair> days_;
    std::map<SpentKey, std::int64_t> spent_;
    std::vector<std::int64_t> touched_;
    std::vector<JointKey> joints_touched_;
    std::vector<ExpectedExcuse> excuses_;
    std::int64_t next_transfer_ = 1;
    Rows stored_rows_;
    TransferRow stored_{};
    bool stored_is_there_ = false;
};

}  // namespace almoner::ledger

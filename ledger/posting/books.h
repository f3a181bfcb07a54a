// The writer's view of the books: posts transfers against the accounts' counters and guards the
// floors.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/journal/canonical.h"
#include "ledger/posting/account.h"
#include "ledger/posting/account_index.h"
#include "ledger/posting/closed_months.h"
#include "ledger/posting/nature.h"
#include "ledger/storage/database.h"
#include "ledger/values/outcome.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace almoner::ledger {

enum class TransferState : std::uint8_t { posted = 0, pending = 1, settles = 2, releases = 3 };

// What a transfer is about, beside its two accounts. `kind` is the event's number in the posting
// table.
struct TransferDetail {
    std::uint8_t kind = 0;
    std::int64_t plan_line = 0;
    Date effective{};  // the period it belongs to, or the first open day where that is closed
    Date settled{};    // the bank's date; 1970-01-01 where there is none
    Period period{};   // 1970-01-01 to 1970-01-01 where there is none
};

struct Balance {
    Money posted;    // on the account's normal side: assets by debits, claims by credits
    Money promised;  // pending transfers that would lower it
    Money expected;  // pending transfers that would raise it
    Money excused;
};

// An account that a fact took below its floor, and by how much.
struct Excuse {
    std::int64_t account = 0;  // 0: the joint floor of (budget, option)
    std::int32_t budget = 0;
    Option option = Option::none;
    Money amount;
};

// One instance a writer. Transfers of a command are kept until close(), which checks the floors and
// writes the rows; counters are written by fold(), once a commit.
class Books {
  public:
    explicit Books(Database& database);

    void open_command(std::int64_t seq, CanonicalWriter& body);
    // Each returns the transfer's id. Amounts must be above zero and both streams equal
    // (invariant).
    std::int64_t post(const Leg& leg, const TransferDetail& detail);
    std::int64_t reserve(const Leg& leg, const TransferDetail& detail);
    // Resolves a pending transfer: posts it (or the part `amount`, the rest is released), or lets
    // go.
    std::int64_t settle(std::int64_t pending, Date settled, std::optional<Money> amount = {});
    std::int64_t release(std::int64_t pending);
    // The exact mirror of one posted transfer.
    std::int64_t mirror(std::int64_t posted, const TransferDetail& detail);

    // Transfers whose day is in a month that is closed for their commissioner take effect on its
    // first open day. Refused with code "month-closed" when a choice names such a day and nothing
    // else, with "not-enough-money" when it would leave an account below its floor.
    [[nodiscard]] Outcome<std::vector<Excuse>> close_command(Nature nature);
    // The answer that close_command would give, for a dry run; undo_command() must follow.
    [[nodiscard]] Outcome<Done> check_command(Nature nature);
    void undo_command();

    // For a command that touches `wanted` budgets, or transfers, between two numbers: where these
    // are a good part of what is stored they are read in one pass, and none is looked for by
    // itself.
    void read_ahead_budgets(std::int64_t first, std::int64_t last, std::size_t wanted);
    void read_ahead_transfers(std::int64_t first, std::int64_t last, std::size_t wanted);
    // Writes the counters of every account touched since the last fold.
    void fold();
    // Forgets all that was not folded and committed.
    void reload();

    // What a transfer that is stored, or of this command, moved or promised.
    [[nodiscard]] Leg leg_of(std::int64_t transfer);
    [[nodiscard]] Balance balance(const AccountKey& key);
    [[nodiscard]] std::int64_t next_transfer() const { return next_transfer_; }
    // The last day that is closed for this commissioner; nothing where none is.
    [[nodiscard]] std::optional<Date> closed_until(std::int32_t body);
    // This command has closed a month: the next one is held to it.
    void months_changed() { closed_.reset(); }

  private:
    struct Counters {
        std::int64_t debit_posted = 0;
        std::int64_t credit_posted = 0;
        std::int64_t debit_pending = 0;
        std::int64_t credit_pending = 0;
        std::int64_t excused = 0;
        std::int64_t last_transfer = 0;
    };
    struct Account {
        AccountKey key;
        std::int64_t id = 0;
        Floor floor = Floor::none;
        Counters now;
        bool in_command = false;
        bool dirty = false;
        bool stored = false;
    };
    struct Joint {
        std::int64_t free = 0;
        std::int64_t excused = 0;
        std::int64_t free_before = 0;
        std::int64_t excused_before = 0;
        bool dirty_before = false;
        bool in_command = false;
        bool dirty = false;
    };
    struct Touched {
        std::uint32_t place = 0;
        Counters before;  // as the command found them
    };
    struct Row {
        TransferState state{};
        std::uint32_t debit = 0;
        std::uint32_t credit = 0;
        std::uint8_t totals = 0;  // in which it counts
        std::int64_t debit_id = 0;
        std::int64_t credit_id = 0;
        std::int64_t amount = 0;
        TransferDetail detail;
        std::int64_t resolves = 0;
        std::int64_t pending_amount = 0;  // of the transfer that it resolves
        std::int64_t prev_debit = 0;
        std::int64_t prev_credit = 0;
        std::int64_t debit_after = 0;
        std::int64_t credit_after = 0;
    };
    // A stored transfer, read ahead.
    struct Ahead {
        TransferState state{};
        std::int64_t debit_id = 0;
        std::int64_t credit_id = 0;
        std::int64_t amount = 0;
        TransferDetail detail;
    };
    using JointKey = std::int64_t;

    [[nodiscard]] std::optional<std::uint32_t> look_up(const AccountKey& key);
    [[nodiscard]] std::uint32_t find(const AccountKey& key);  // opens it where it is new
    [[nodiscard]] std::uint32_t find_id(std::int64_t id);
    [[nodiscard]] std::optional<std::uint32_t> load(Rows rows);
    [[nodiscard]] static Account account_in(const Rows& rows);
    [[nodiscard]] static Ahead transfer_in(const Rows& rows);
    [[nodiscard]] std::optional<Ahead> find_ahead(std::int64_t id) const;
    std::uint32_t keep(const Account& account);
    void make_room(std::size_t budgets);
    void forget_opened();
    [[nodiscard]] Account& touch(std::uint32_t index);
    [[nodiscard]] Joint& joint_of(const AccountKey& key);
    std::int64_t add(Row row);
    void count(const Row& row, Account& debit, Account& credit);
    [[nodiscard]] Row stored_row(std::int64_t id);
    [[nodiscard]] Row pending_row(std::int64_t id);
    [[nodiscard]] Outcome<Done> find_effective_days(Nature nature);
    [[nodiscard]] bool floors_hold(Nature nature, std::vector<Excuse>& excuses);
    [[nodiscard]] bool joint_floors_hold(Nature nature, std::vector<Excuse>& excuses);
    void write_rows();
    void write_opened();
    void write_row(std::int64_t id, const Row& row);
    void fold_joints();
    [[nodiscard]] static std::uint8_t totals_of(const Row& row,
                                                const AccountKey& debit,
                                                const AccountKey& credit);
    void note_totals(const Row& row);
    void fold_accounts();
    void write_account(const Account& account);
    void store_counters_of(const Account& account);
    void fold_totals();

    Database& database_;
    std::vector<Account> accounts_;
    AccountIndex by_key_;
    std::vector<std::uint32_t> by_id_;     // place + 1, or 0: not read yet
    std::int64_t first_known_budget_ = 1;  // of those whose stored accounts were all read
    std::int64_t last_known_budget_ = 0;
    std::int64_t first_ahead_ = 0;
    std::vector<Ahead> ahead_;  // stored transfers from first_ahead_ on
    std::unordered_map<JointKey, Joint> joints_;
    std::vector<Touched> in_command_;
    std::vector<JointKey> joints_in_command_;
    std::vector<std::uint32_t> opened_;  // accounts that this command opened
    std::vector<std::pair<std::int64_t, std::uint32_t>> dirty_;  // id and place
    std::vector<JointKey> dirty_joints_;
    std::vector<Row> rows_;
    struct DayTotal {
        std::int64_t debit = 0;
        std::int64_t credit = 0;
    };
    std::unordered_map<std::uint64_t, DayTotal> day_totals_;  // account id * 2^20 + day
    struct SpentKey {
        std::int64_t account;
        std::int64_t plan_line;
        std::int64_t kind;
        std::int64_t month;
        friend auto operator<=>(const SpentKey&, const SpentKey&) = default;
    };
    std::vector<std::pair<SpentKey, std::int64_t>> spent_;
    AccountKey short_{};                  // the account whose floor refused
    std::optional<ClosedMonths> closed_;  // read when they are first asked for
    std::int64_t seq_ = 0;
    CanonicalWriter* body_ = nullptr;
    std::int64_t first_transfer_ = 0;  // of the command
    std::int64_t next_transfer_ = 1;
    std::int64_t next_account_ = 1;
    std::unique_ptr<RowWriter> transfer_rows_;
    std::unique_ptr<RowWriter> account_rows_;
    std::unique_ptr<Statement> store_counters_;
};

}  // namespace almoner::ledger

// Which payment a transfer of a person's money belongs to.
#pragma once

#include "ledger/posting/shares.h"
#include "ledger/records/budget.h"
#include "ledger/records/payment.h"
#include "ledger/storage/database.h"
#include "ledger/views/as_of.h"
#include "ledger/views/chain.h"
#include "ledger/views/person_accounts.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace almoner::ledger {

class PaymentsOfPerson {
  public:
    PaymentsOfPerson(Database& database, std::span<const Budget> budgets, const AsOf& as_of);

    struct Found {
        std::int64_t id = 0;  // 0: none
        PaymentKind kind = PaymentKind::regular;
        std::int64_t match = 0;  // of the bank line that moved it: two returns are two

        friend bool operator==(const Found&, const Found&) = default;
    };
    // `row` is a transfer of the chain of `account`.
    [[nodiscard]] Found of(const CountedAccount& account, const ChainRow& row);
    // At the moment that the payments are seen from.
    [[nodiscard]] PaymentState state_of(std::int64_t payment);

  private:
    struct Known {
        std::int64_t id = 0;
        PaymentKind kind = PaymentKind::regular;
        std::int32_t budget = 0;
        Option option = Option::none;
        Period period{};
        PaymentState state{};
    };
    // What one command did to one payment on the strength of one bank line.
    struct Move {
        std::size_t payment = 0;  // of payments_
        std::int64_t match = 0;
        std::int64_t seq = 0;
        std::string
            kind{};  // "return", "receipt", "client-return", "payment": of what an undoing undid
        Shares shares{};
    };

    void read(const Budget& budget);
    void read_moves();
    void add_moves(std::size_t place);
    [[nodiscard]] Found promised(std::int64_t promise) const;
    [[nodiscard]] Found moved(const CountedAccount& account,
                              const ChainRow& row,
                              std::string_view kind);
    [[nodiscard]] Found settled_by(const CountedAccount& account, const ChainRow& row);
    // How many transfers like this one a payment has on the account in one command.
    [[nodiscard]] std::size_t rows_of(const Known& payment,
                                      const CountedAccount& account,
                                      const ChainRow& row);
    [[nodiscard]] bool may_be(const Known& payment,
                              const CountedAccount& account,
                              const ChainRow& row) const;
    [[nodiscard]] std::size_t earlier_like_it(const CountedAccount& account, const ChainRow& row);

    Database& database_;
    AsOf as_of_;
    std::vector<Known> payments_;
    std::map<std::int64_t, std::size_t> by_first_transfer_;
    std::optional<std::vector<Move>> moves_;  // in the order in which they were matched
};

}  // namespace almoner::ledger

// The safeguarding reconciliation: what each pooled client account holds, person by person, against
// what its bank says.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"
#include "ledger/views/as_of.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace almoner::ledger {

struct SubBalance {
    std::int64_t person = 0;
    std::string person_ref{};
    std::string budget{};
    Money held{};
    Money promised{};  // of it, to payments that were approved and are not paid
};

struct ClientAccountHeld {
    std::int64_t bank_account = 0;
    std::string ref{};
    std::string service{};
    Money bank{};         // what was taken over, with every line that its bank booked since
    Money held{};         // what the people have there, by their own sub-balances
    Money unexplained{};  // lines of nobody yet
    std::vector<SubBalance> people{};  // by budget; nil ones with nothing promised are left out
    // The bank's newest closing, as far as no later line is known (now only).
    std::optional<Date> closed_on{};
    std::optional<Money> closing{};
    Money lines_after{};

    [[nodiscard]] Money off_by() const { return held + unexplained - bank; }
    // What the books have above the bank's own closing; nil where it gave none.
    [[nodiscard]] Money off_statement() const;
    [[nodiscard]] bool agrees() const { return off_by().is_zero() && off_statement().is_zero(); }
};

// Of every support service whose client account is in these books, by number.
[[nodiscard]] std::vector<ClientAccountHeld> client_accounts_held(Database& database,
                                                                  const AsOf& as_of);

}  // namespace almoner::ledger

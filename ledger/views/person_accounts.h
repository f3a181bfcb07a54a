// A person's budgets and the ledger accounts that belong to them, counted at a moment.
#pragma once

#include "ledger/area/scope.h"
#include "ledger/posting/account.h"
#include "ledger/records/budget.h"
#include "ledger/storage/database.h"
#include "ledger/values/outcome.h"
#include "ledger/views/as_of.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

// Pence on the account's normal side: assets by debits, claims by credits.
struct Counted {
    std::int64_t posted = 0;
    std::int64_t pending_out = 0;  // promised to leave it
    std::int64_t pending_in = 0;   // promised to come
};

struct CountedAccount {
    std::int64_t id = 0;
    AccountKey key{};
    Counted counted{};
    std::int64_t last_transfer = 0;
};

struct PersonAccounts {
    std::int64_t person = 0;
    std::string ref{};
    std::vector<Budget> budgets{};
    std::vector<CountedAccount> accounts{};  // of the streams that the reader may see
};

// Of one budget, in the order in which they were opened.
[[nodiscard]] std::vector<CountedAccount> accounts_of_budget(Database& database,
                                                             std::int64_t budget,
                                                             const AsOf& as_of);

// Refused with `person-unknown`, also where the reader may not see the person: who has a budget is
// nobody else's business.
Outcome<PersonAccounts> accounts_of_person(const Scope& scope,
                                           Database& database,
                                           std::string_view person,
                                           const AsOf& as_of);

}  // namespace almoner::ledger

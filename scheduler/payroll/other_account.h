// Wages that go to other bank details than their slip was made with.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <vector>

namespace almoner::scheduler {

// Of these payments those that have not left yet, by id. A new result of the check is no other
// account.
[[nodiscard]] std::vector<std::int64_t> payments_to_other_accounts(ledger::Database& database,
                                                                   const ledger::IdRange& payments,
                                                                   ledger::Date today);
// Slips of a run, by id.
[[nodiscard]] std::vector<std::int64_t> slips_to_other_accounts(ledger::Database& database,
                                                                std::int64_t run,
                                                                ledger::Date today);

}  // namespace almoner::scheduler

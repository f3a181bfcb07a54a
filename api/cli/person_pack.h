// What the person, or the next body, takes along when a budget ends or moves: all that is recorded
// of the plan, as tables.
#pragma once

#include "api/cli/reading.h"
#include "ledger/records/person.h"

#include <vector>

namespace almoner::api {

// The person, what they were offered or refused, plan, agreements, payments, each funder's account,
// reviews and notices, in that order. Of bank accounts the last two digits.
[[nodiscard]] std::vector<Figures> pack_tables(ledger::Database& database,
                                               const ledger::Person& person,
                                               ledger::Date today);

}  // namespace almoner::api

// What is recorded of one person.
#pragma once

#include "api/cli/reading.h"
#include "ledger/records/person.h"

#include <vector>

namespace almoner::api {

// Who they are and who acts for them, their budgets, plan lines, agreements and bank accounts, of
// which the last two digits.
[[nodiscard]] std::vector<Figures> person_tables(ledger::Database& database,
                                                 const ledger::Person& person);
// Refused: person-unknown. Of bank accounts the last two digits.
[[nodiscard]] int show_person(const Call& call, Reading& reading);

}  // namespace almoner::api

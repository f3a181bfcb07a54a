// What is recorded of one person, and what is open for somebody to do.
#pragma once

#include "api/cli/reading.h"

namespace almoner::api {

// Refused: person-unknown. Of bank accounts the last two digits.
[[nodiscard]] int show_person(const Call& call, Reading& reading);

[[nodiscard]] Figures open_tasks(ledger::Database& database);

}  // namespace almoner::api

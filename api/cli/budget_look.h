// A budget that somebody asks to read about, and their look noted.
#pragma once

#include "api/cli/reading.h"
#include "ledger/records/budget.h"

namespace almoner::api {

// Refused: budget-unknown, also where the reader may not see the person; and what keeps the look
// from being noted.
[[nodiscard]] ledger::Outcome<ledger::Budget> budget_looked_at(const Program& program,
                                                               const Call& call,
                                                               Reading& reading);

}  // namespace almoner::api

// Which employers a view of payroll is about: the one that --employer names, else all of them.
#pragma once

#include "api/cli/reading.h"
#include "ledger/records/employer.h"

#include <vector>

namespace almoner::api {

// Those that the reader may see, by number. Refused: employer-unknown, also for one that they may
// not see.
[[nodiscard]] ledger::Outcome<std::vector<ledger::Employer>> employers_wanted(const Call& call,
                                                                              Reading& reading);

}  // namespace almoner::api

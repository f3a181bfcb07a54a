// GET /v1/budgets/{id}/balance: what the person of a budget has, in pence.
#pragma once

#include "api/door/door.h"
#include "api/http/router.h"
#include "scheduler/service/command_runner.h"

namespace almoner::api {

// For whoever may see figures: viewers, makers, checkers. 404 for a budget that is not there.
// A look is noted by `runner` before it is answered.
[[nodiscard]] Route balance_route(const Store& store,
                                  const Clock& clock,
                                  scheduler::CommandRunner& runner);

}  // namespace almoner::api

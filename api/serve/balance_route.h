// GET /v1/budgets/{id}/balance: what the person of a budget has, in pence.
#pragma once

#include "api/door/door.h"
#include "api/http/router.h"

namespace almoner::api {

// For whoever may see figures: viewers, makers, checkers. 404 for a budget that is not there.
[[nodiscard]] Route balance_route(const Store& store, const Clock& clock);

}  // namespace almoner::api

// Returns that holders are asked for: which are due, and where those of a budget stand.
#pragma once

#include "api/cli/reading.h"

namespace almoner::api {

[[nodiscard]] int show_returns(const Call& call, Reading& reading);
// Refused: budget-unknown.
[[nodiscard]] int list_returns(const Program& program, const Call& call, Reading& reading);

}  // namespace almoner::api

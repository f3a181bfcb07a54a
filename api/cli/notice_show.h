// Notices: what they say, where they stand, and what became of their letters.
#pragma once

#include "api/cli/reading.h"

namespace almoner::api {

// Those of a budget, or all. Refused: budget-unknown.
[[nodiscard]] int list_notices(const Call& call, Reading& reading);
// Refused: notice-unknown.
[[nodiscard]] int show_notice(const Program& program, const Call& call, Reading& reading);

}  // namespace almoner::api

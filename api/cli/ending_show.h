// Endings as people look at them: the checklist of each, and its final account.
#pragma once

#include "api/cli/reading.h"

namespace almoner::api {

[[nodiscard]] int list_endings(const Call& call, Reading& reading);
// Refused: ending-unknown.
[[nodiscard]] int show_ending(const Program& program, const Call& call, Reading& reading);
// Of an ending, or of a budget that has none yet. Refused: ending-unknown.
[[nodiscard]] int show_account(const Program& program, const Call& call, Reading& reading);

}  // namespace almoner::api

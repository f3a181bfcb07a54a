// Cases that take money back: all that one may see, and the whole story of one.
#pragma once

#include "api/cli/reading.h"

namespace almoner::api {

[[nodiscard]] int list_cases(const Call& call, Reading& reading);
// Refused: case-unknown.
[[nodiscard]] int show_case(const Program& program, const Call& call, Reading& reading);

}  // namespace almoner::api

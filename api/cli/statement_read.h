// What a bank's statement file says, as lines and balances.
#pragma once

#include "api/cli/spec.h"

namespace almoner::api {

// JSON has every field that was read; the others what a person asks for.
[[nodiscard]] int statement_read(const Program& program, Call& call);

}  // namespace almoner::api

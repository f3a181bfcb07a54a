// almoner payroll contributions: the file that goes to a pension scheme beside its money.
#pragma once

#include "api/cli/reading.h"

namespace almoner::api {

// Fields: run, payment (one of it alone). For those who answer for payroll; each look is logged.
[[nodiscard]] int show_contributions(const Program& program, const Call& call, Reading& reading);

}  // namespace almoner::api

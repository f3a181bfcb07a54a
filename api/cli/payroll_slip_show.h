// almoner payroll slip: one slip, each figure with where it comes from.
#pragma once

#include "api/cli/reading.h"

namespace almoner::api {

// Its pay by line, what was taken, what each plan line bears, and holiday. Refused: slip-unknown,
// also for a slip of an employer whom the reader may not see.
[[nodiscard]] int show_pay_slip(const Program& program, const Call& call, Reading& reading);

}  // namespace almoner::api

// almoner payroll holiday-balance: what is left of everybody's holiday, as of a day.
#pragma once

#include "api/cli/reading.h"

namespace almoner::api {

// Of one employer's jobs, else of all that the reader may see. Refused: employer-unknown.
[[nodiscard]] int show_holiday_balances(const Program& program, const Call& call, Reading& reading);

}  // namespace almoner::api

// almoner payroll runs|show|due: runs, their slips with what to look at, and what is to be paid.
#pragma once

#include "api/cli/reading.h"

namespace almoner::api {

[[nodiscard]] int list_payroll_runs(const Call& call, Reading& reading);
// Slips, exceptions and totals by employer, of the people whom the reader may see.
[[nodiscard]] int show_payroll_run(const Call& call, Reading& reading);
// What is due on the days from --from to --until.
[[nodiscard]] int show_pay_due(const Call& call, Reading& reading);

}  // namespace almoner::api

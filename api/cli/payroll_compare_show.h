// almoner payroll compare: a run beside what the old provider paid the same jobs that day.
#pragma once

#include "api/cli/reading.h"

namespace almoner::api {

// Changes nothing. Exit code 3 where something differs.
[[nodiscard]] int compare_payroll_run(const Call& call, Reading& reading);

}  // namespace almoner::api

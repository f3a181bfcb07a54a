// almoner payroll query list: what people ask about payroll, oldest due first.
#pragma once

#include "api/cli/reading.h"

namespace almoner::api {

// Those that wait, or with --all every one; of one employer alone. Words are shown to those who may
// see the person. Refused: employer-unknown.
[[nodiscard]] int list_payroll_queries(const Call& call, Reading& reading);

}  // namespace almoner::api

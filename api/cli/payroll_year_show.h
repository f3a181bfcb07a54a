// almoner payroll year-end: what is left to do for the end of a tax year and the new one.
#pragma once

#include "api/cli/reading.h"

namespace almoner::api {

// Of one employer, else of all that the reader may see; with --open what is open alone. Refused:
// tax-year-unreadable, employer-unknown.
[[nodiscard]] int show_year_end(const Program& program, const Call& call, Reading& reading);

}  // namespace almoner::api

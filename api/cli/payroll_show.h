// Employers, their assistants' jobs, hours and absences: what is read of them.
#pragma once

#include "api/cli/reading.h"

namespace almoner::api {

[[nodiscard]] int list_employers(const Call& call, Reading& reading);
// Refused: employer-unknown.
[[nodiscard]] int show_employer(const Call& call, Reading& reading);
// Of every employment in the period of --period, else in the one whose cut-off comes next. Refused:
// employer-unknown.
[[nodiscard]] int list_hours(const Call& call, Reading& reading);
// Refused: employment-unknown.
[[nodiscard]] int list_absences(const Call& call, Reading& reading);

template <int (*list)(const Call&, Reading&)>
int read_payroll(const Program& program, Call& call) {
    return read_area(program, call, [&](Reading& reading) { return list(call, reading); });
}

}  // namespace almoner::api

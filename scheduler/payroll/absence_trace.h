// The steps to what a slip pays for days on which an assistant was away.
#pragma once

#include "rules/payroll/rate_book.h"
#include "rules/payroll/workings.h"
#include "scheduler/payroll/job_on_payday.h"

#include <string>
#include <vector>

namespace almoner::scheduler {

// `kind`: of a line of pay ("sick-pay", "maternity", ...); `days`: the pay period of its slip. Each
// week of sickness with its days and its rate, and the average week that pay of parents stands on.
// None for other kinds, and where a figure is not known.
[[nodiscard]] std::vector<rules::WorkingStep> steps_of_absences(const rules::RateBook& book,
                                                                const JobRecords& job,
                                                                const ledger::Period& days,
                                                                const std::string& kind);

}  // namespace almoner::scheduler

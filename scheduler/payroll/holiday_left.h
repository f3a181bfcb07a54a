// Holiday that somebody earned and had not taken when the job ended.
#pragma once

#include "rules/payroll/payday.h"
#include "scheduler/payroll/job_on_payday.h"

#include <optional>
#include <vector>

namespace almoner::scheduler {

// The finding `holiday-left` of the slip of the period in which the job ended: its worth in pence,
// and minutes. Hours of irregular work earn with `lines`, which this slip pays. Nothing where none
// is left or it can't be reckoned, and of a correction.
[[nodiscard]] std::optional<JobFinding> holiday_left(ledger::Database& database,
                                                     const rules::RateBook& book,
                                                     const JobRecords& job,
                                                     const std::vector<rules::PayLine>& lines);

}  // namespace almoner::scheduler

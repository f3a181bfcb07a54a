// Holiday that somebody earned and had not taken when the job ended.
#pragma once

#include "rules/payroll/payday.h"
#include "scheduler/payroll/job_on_payday.h"

#include <cstdint>
#include <vector>

namespace almoner::scheduler {

// In minutes, of a job that has ended, as if the slip that is reckoned were not there. Hours of
// irregular work earn with `lines`, which it pays. 0 where none is left or it can't be reckoned.
[[nodiscard]] std::int64_t holiday_left(ledger::Database& database,
                                        const rules::RateBook& book,
                                        const JobRecords& job,
                                        const std::vector<rules::PayLine>& lines);

}  // namespace almoner::scheduler

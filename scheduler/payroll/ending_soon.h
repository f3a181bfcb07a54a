// Papers of payroll that run out soon: rights to work, and employers' insurance.
#pragma once

#include "scheduler/jobs/job.h"

namespace almoner::scheduler {

// So many days before (constructed).
inline constexpr int days_before_papers_end = 30;

// A task for each right to work and each insurance that ends within those days, or has ended, while
// the job or the employer goes on.
[[nodiscard]] JobFindings look_for_ending_papers(ledger::Database& database, ledger::Date today);

}  // namespace almoner::scheduler

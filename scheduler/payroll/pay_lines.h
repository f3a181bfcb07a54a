// The lines of pay of a job on a payday: its hours, its usual hours, and what is due for absences.
#pragma once

#include "rules/payroll/payday.h"
#include "scheduler/payroll/job_on_payday.h"

#include <vector>

namespace almoner::scheduler {

// What is wrong with the hours is among the findings; a refusal leaves the job without a slip.
// Refused: `rate-unknown` (a kind of hours without its rate), and what sick pay and holiday refuse.
[[nodiscard]] ledger::Outcome<std::vector<rules::PayLine>> lines_on_payday(
    ledger::Database& database,
    const rules::RateBook& book,
    const JobRecords& job,
    std::vector<JobFinding>& findings);

}  // namespace almoner::scheduler

// What is due for days on which an assistant was away: sick pay, pay of parents, holiday.
#pragma once

#include "rules/payroll/payday.h"
#include "scheduler/payroll/job_on_payday.h"

#include <vector>

namespace almoner::scheduler {

// Of one pay period: what the law gives up to its last day, less what it gave up to the day before
// its first. Where it gives nothing, or a figure is not known, a finding says why. Refused:
// `payroll-rate-missing`.
[[nodiscard]] ledger::Outcome<std::vector<rules::PayLine>> lines_of_absences(
    ledger::Database& database,
    const rules::RateBook& book,
    const JobRecords& job,
    std::vector<JobFinding>& findings);

}  // namespace almoner::scheduler

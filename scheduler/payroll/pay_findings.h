// What a person should look at on a slip before a run is approved.
#pragma once

#include "rules/payroll/payday.h"
#include "scheduler/payroll/job_on_payday.h"

#include <string>
#include <string_view>
#include <vector>

namespace almoner::scheduler {

// What differs from the slip before, what the law asks, what has ended.
void add_findings(ledger::Database& database,
                  const JobRecords& job,
                  const rules::Payday& payday,
                  const ledger::PaySlip& slip,
                  std::vector<JobFinding>& findings);

// What a code says, in a sentence, and of a refusal how it is mended. The sums are pence.
[[nodiscard]] std::string words_of_finding(const JobFinding& finding);

}  // namespace almoner::scheduler

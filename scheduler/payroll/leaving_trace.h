// How a line of holiday, notice or redundancy pay comes about, step by step.
#pragma once

#include "ledger/records/pay_slip.h"
#include "rules/payroll/workings.h"
#include "scheduler/payroll/job_on_payday.h"

#include <vector>

namespace almoner::scheduler {

// The steps before the line itself; none for a line of another kind. `job`: as of the slip's payday
// and without it.
[[nodiscard]] std::vector<rules::WorkingStep> steps_before_line(ledger::Database& database,
                                                                const rules::RateBook& book,
                                                                const JobRecords& job,
                                                                const ledger::PaySlipLine& line);

}  // namespace almoner::scheduler

// Who is paid on a payday: employers with their period, and their jobs, so many at a time.
#pragma once

#include "ledger/calendar/bank_holidays.h"
#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "ledger/records/payroll_run.h"
#include "scheduler/payroll/job_facts.h"
#include "scheduler/payroll/pay_calendar.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

namespace almoner::scheduler {

// Nothing: the employer's calendar pays nobody on that day.
[[nodiscard]] std::optional<EmployerPeriod> period_paid_on(const ledger::Employer& employer,
                                                           ledger::Date payday,
                                                           const ledger::BankHolidays& holidays);

struct DueEmployer {
    ledger::Employer employer{};
    ledger::Period days{};  // that are paid
};
// Those of the run's service and frequency that pay on its payday and have not ended, by number.
[[nodiscard]] std::vector<DueEmployer> due_employers(ledger::Database& database,
                                                     const ledger::PayrollRun& wanted,
                                                     const ledger::BankHolidays& holidays);

// Of some employers, which must stay where they are.
struct DueJobs {
    std::vector<const DueEmployer*> employers{};  // of each job
    std::vector<ledger::Employment> jobs{};       // by employer, then by number
    std::vector<JobFacts> facts{};                // of each job
    // Used of the year's Employment Allowance, by employer; who has used none is not there.
    std::map<std::int64_t, ledger::Money> allowances{};
};
[[nodiscard]] DueJobs jobs_of(ledger::Database& database,
                              std::span<const DueEmployer> due,
                              ledger::Date payday);

}  // namespace almoner::scheduler

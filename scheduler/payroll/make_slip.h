// One job's slip on a payday, as it is stored.
#pragma once

#include "rules/payroll/employer_reliefs.h"
#include "scheduler/payroll/draft_payroll.h"

#include <optional>
#include <string>
#include <vector>

namespace almoner::scheduler {

struct MadeSlip {
    std::optional<DraftSlip> slip{};     // nothing: nobody is paid
    std::vector<JobFinding> findings{};  // of a job without a slip
};

// What the employer has used of its Employment Allowance, before this slip and with it.
using AllowanceUsed = ledger::Money;

// Refused: payroll-rate-missing alone, where the rates have nothing of the payday's year; what else
// is wrong, also a rate that this job alone needs, leaves the job without a slip.
[[nodiscard]] ledger::Outcome<MadeSlip> make_slip(ledger::Database& database,
                                                  rules::PaydayRates& rates,
                                                  const JobRecords& job,
                                                  AllowanceUsed& allowance);

}  // namespace almoner::scheduler

// What the commands of payroll runs share: the run, slip and job that a field names.
#pragma once

#include "ledger/records/pay_slip.h"
#include "ledger/records/payroll_run.h"
#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Refused: field-missing, payroll-run-unknown.
[[nodiscard]] ledger::Outcome<ledger::PayrollRun> payroll_run_asked_for(const Asked& asked);
// Refused: field-missing, slip-unknown.
[[nodiscard]] ledger::Outcome<ledger::PaySlip> pay_slip_asked_for(const Asked& asked);
// The run that the fields service, frequency, payday, job and leaver ask for; not stored. Refused:
// job-or-service, service-unknown, job-unknown, not-in-the-list.
[[nodiscard]] ledger::Outcome<ledger::PayrollRun> run_wanted(const Asked& asked);

}  // namespace almoner::scheduler

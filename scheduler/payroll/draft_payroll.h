// Works out a payroll run: a slip for each job, what each plan line bears, and what to look at.
#pragma once

#include "ledger/area/work.h"
#include "ledger/records/pay_slip.h"
#include "ledger/records/payroll_run.h"
#include "ledger/records/slip_recoverable.h"
#include "rules/payroll/rate_book.h"
#include "scheduler/commands/command.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/payroll/job_on_payday.h"
#include "scheduler/payroll/program_rates.h"

#include <cstdint>
#include <vector>

namespace almoner::scheduler {

struct DraftSlip {
    ledger::PaySlip slip{};
    std::vector<ledger::PaySlipLine> lines{};
    std::vector<ledger::PaySlipOrder> orders{};
    std::vector<ledger::PaySlipSplit> splits{};
    std::vector<JobFinding> findings{};
    std::vector<ledger::SlipRecovery> recoveries{};
    std::vector<ledger::SlipRecoverable> recoverable{};  // statutory pay

    [[nodiscard]] ledger::Money cost() const;
    friend bool operator==(const DraftSlip&, const DraftSlip&) = default;
};

struct HeldOut {
    std::int64_t employment = 0;
    JobFinding finding{};

    friend bool operator==(const HeldOut&, const HeldOut&) = default;
};

struct PayrollDraft {
    std::vector<DraftSlip> slips{};  // by employer, then by job
    std::vector<HeldOut> held_out{};
    std::int64_t employers = 0;

    // How many slips, and what leaves the budgets.
    [[nodiscard]] CountAndTotal sum() const;
};

// What the run `wanted` says (service, kind, frequency, payday, employment) comes to as the records
// stand. `without`: of a correction, the slip that is reckoned anew; kind and payday are its own.
// Refused: payday-unknown (nobody of the service is paid on that day), nobody-employed,
// job-goes-on (a leaver's run of a job without an end), payroll-rate-missing,
// bank-holidays-missing.
[[nodiscard]] ledger::Outcome<PayrollDraft> draft_payroll(const Asked& asked,
                                                          const rules::RateBook& book,
                                                          const ledger::PayrollRun& wanted,
                                                          std::int64_t without = 0);

// Its slips and findings, under the run.
void write_draft(ledger::Work& work, std::int64_t run, const PayrollDraft& draft);
// As it was written.
[[nodiscard]] PayrollDraft stored_draft(ledger::Database& database, std::int64_t run);
// One slip of it, without its findings.
[[nodiscard]] DraftSlip stored_slip(ledger::Database& database, const ledger::PaySlip& slip);

}  // namespace almoner::scheduler

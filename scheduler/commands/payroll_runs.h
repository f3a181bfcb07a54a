// almoner payroll run|approve|post|cancel|correct|recover: wages from hours to what is owed.
#pragma once

#include "ledger/records/proposal.h"
#include "scheduler/commands/command.h"

#include <string_view>

namespace almoner::scheduler {

inline constexpr std::string_view slip_correction_proposal = "slip-correction";
inline constexpr std::string_view pay_recovery_proposal = "pay-recovery";
// The kind of the task about wages that a fund does not hold.
inline constexpr std::string_view wage_above_fund = "wage-above-fund";

// Fields: payday, and service and frequency (a cycle), or job (its reference) for a run of one job:
// on a payday of its calendar that nobody has paid as its cycle would, else beside the cycle;
// leaver ("yes": the job's last one). Drafts slips of all who are paid on that day; a draft
// of the same comes to its end. Answers {"run", "employers", "slips", "held_out", "findings",
// "total", "confirm", "replaces"}. Refused: service-unknown, job-unknown, job-or-service,
// not-in-the-list, nobody-paid, and as draft_payroll().
[[nodiscard]] ledger::Outcome<Answer> payroll_run(Asked& asked);
// Fields: run, confirm ("COUNT:TOTAL"). By another person than who drafted it. It is worked out
// again. Refused: payroll-run-unknown, payroll-run-not-a-draft, needs-checker, own-proposal,
// above-approve-limit, draft-out-of-date, confirm-differs.
[[nodiscard]] ledger::Outcome<Answer> payroll_approve(Asked& asked);
// Field: run. What is posted already stays; a second time changes nothing. A wage above its fund is
// posted as owed, with a task and an emergency payment proposed. Refused: payroll-run-unknown,
// payroll-run-not-approved.
[[nodiscard]] ledger::Outcome<Answer> payroll_post(Asked& asked);
// Field: run. A draft, or what was approved and is not in the books. Refused: payroll-run-unknown,
// payroll-run-posted, payroll-run-cancelled.
[[nodiscard]] ledger::Outcome<Answer> payroll_cancel(Asked& asked);

// Fields: slip (its number), words. Proposes the slip as the records make it now, in the place of
// this one; once another person confirms it, the old one is taken back and the new one posted in
// one go. Refused: slip-unknown, slip-not-posted, slip-corrected-already, nothing-differs, and as
// draft_payroll().
[[nodiscard]] ledger::Outcome<Answer> payroll_correct(Asked& asked);
[[nodiscard]] ledger::Outcome<ledger::Done> slip_is_corrected(Asked& asked,
                                                              const ledger::Proposal& proposal);
// Fields: slip (a corrected one that shows something overpaid), each (at most from one slip),
// evidence (the assistant's agreement). Proposed. Refused: slip-unknown, nothing-overpaid,
// recovery-agreed-already, evidence-missing, each-above-owed.
[[nodiscard]] ledger::Outcome<Answer> payroll_recover(Asked& asked);
[[nodiscard]] ledger::Outcome<ledger::Done> recovery_takes_effect(Asked& asked,
                                                                  const ledger::Proposal& proposal);

}  // namespace almoner::scheduler

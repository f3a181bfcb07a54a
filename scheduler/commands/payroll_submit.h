// almoner payroll submit: what HMRC is told, prepared in the books; the program sends it outside of
// them and brings each step back.
#pragma once

#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Fields: employer or service (else all employers), late_reason (A to G), last_of_year ("2026-27"),
// verify (a job: asks HMRC for its National Insurance number, and nothing else), again ("yes").
// Prepares what HMRC has not been told yet; what was told stays. Answers as FilingsMade. Refused:
// employer-unknown, service-unknown, job-unknown, late-reason-unknown, year-unreadable,
// year-goes-on.
[[nodiscard]] ledger::Outcome<Answer> payroll_submit(Asked& asked);

// Fields: filing, step (the number of the next one), state, held ("yes": HMRC keeps an answer),
// try_after_s, outages, details (what HMRC said, as JSON; it is sealed). Refused: filing-unknown,
// filing-moved-on (another step has this number already), filing-step-order (a state that can't
// follow), receipt-of-another (HMRC's receipt has another mark), details-unreadable.
[[nodiscard]] ledger::Outcome<Answer> payroll_filing_step(Asked& asked);

}  // namespace almoner::scheduler

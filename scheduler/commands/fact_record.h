// almoner fact record: what was found out about a budget, an agreement or a plan line.
#pragma once

#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Fields: subject (a reference; "plan-line:L1", "agreement:A1" or "budget:B1" where several have
// it), facts ("payee.judged_capable=yes, eligibility.consent=3": a name alone, "payee.dbs=",
// withdraws it), from (else today), evidence (the document that they rest on, optional but of who
// keeps a managed account). All or none are recorded. Then the rules are asked what follows from
// them (ask_about_what_was_said). Answers {"subject", "from", "recorded"}. Refused, with the fact
// as field: subject-unknown, subject-which, fact-unreadable, fact-unknown, fact-value,
// fact-recorded-elsewhere, and what is wrong with a piece of evidence.
[[nodiscard]] ledger::Outcome<Answer> fact_record(Asked& asked);

}  // namespace almoner::scheduler

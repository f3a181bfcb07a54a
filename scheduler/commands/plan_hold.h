// almoner plan sign|hold|resume: the person agrees to the plan; a line of it stops and goes on.
#pragma once

#include "ledger/records/plan_line.h"
#include "ledger/records/proposal.h"
#include "scheduler/commands/command.h"

#include <string_view>

namespace almoner::scheduler {

// Fields: budget, signed_on, evidence (the signed plan). Records it; no money waits for it.
// Refused: budget-unknown, day-in-the-future, before-last-signature, evidence-missing.
[[nodiscard]] ledger::Outcome<Answer> plan_sign(Asked& asked);

// Fields: plan_line, reason and from as agreement_hold. From that day on the line is worth nothing,
// so that payments leave it out; what was paid ahead becomes a case for a person. Opens a task.
// Refused: plan-line-held, plan-line-ended, one-off-line, proposal-open.
[[nodiscard]] ledger::Outcome<Answer> plan_hold(Asked& asked);

[[nodiscard]] bool is_on_hold(ledger::Database& database, const ledger::PlanLine& last);
// The hold is over, since the line ended or goes on.
void close_hold_task(ledger::Work& work, const ledger::PlanLine& line, std::string_view cause);

// Fields: plan_line, from (else the first day of the hold: what fell due meanwhile is then paid as
// arrears). A proposal that from that day on the line says again what it would have said without
// the hold. Refused: plan-line-not-held, before-the-hold.
[[nodiscard]] ledger::Outcome<Answer> plan_resume(Asked& asked);

// Refused: changed-since.
[[nodiscard]] ledger::Outcome<ledger::Done> plan_resume_takes_effect(
    Asked& asked, const ledger::Proposal& proposal);

}  // namespace almoner::scheduler

// almoner plan submit|return|approve: the plan of a budget by two people, before anything is paid
// under it.
#pragma once

#include "ledger/records/agreement.h"
#include "ledger/records/budget.h"
#include "ledger/records/plan_line.h"
#include "scheduler/commands/command.h"

#include <span>
#include <string>

namespace almoner::scheduler {

// The plan of a budget that is made here begins as a draft.
void begin_plan(ledger::Work& work, const ledger::Budget& budget, std::int64_t actor);

// Fields: budget, evidence (the plan), states (what stands in it, with commas). The rules of
// approving it are asked. A plan that is approved is under review from then on, and goes on until
// its next version is approved. Refused: budget-unknown, no-lines, not-in-the-list,
// illegal-transition, evidence-*, and as the rules refuse.
[[nodiscard]] ledger::Outcome<Answer> plan_submit(Asked& asked);

// Fields: budget, words (what is missing). By somebody else than who submitted it. Refused:
// own-proposal, illegal-transition.
[[nodiscard]] ledger::Outcome<Answer> plan_return(Asked& asked);

// Fields: budget, confirm ("LINES:TOTAL", of a year in pence, as it comes to today). By somebody
// else than who submitted it; the rules are asked again. Refused: own-proposal,
// above-approve-limit, not-submitted, illegal-transition, confirm-differs, and as the rules refuse.
[[nodiscard]] ledger::Outcome<Answer> plan_approve(Asked& asked);

// Before an agreement pays: a plan that was drafted here was approved once. Refused:
// plan-not-approved.
[[nodiscard]] ledger::Outcome<ledger::Done> plan_was_approved(Asked& asked,
                                                              const ledger::Agreement& agreement);

// Whether a plan that was approved still comes to no more, on any day, than what was offered, or
// than it came to without these lines: next versions of its lines, or new ones. What was never
// approved here is not limited. After the final account of a budget no line of it begins, is worth
// more or goes on for longer. Refused in `field`: illegal-transition, beyond-the-budget.
[[nodiscard]] ledger::Outcome<ledger::Done> stays_within_plan(
    ledger::Work& work,
    std::int64_t budget,
    std::span<const ledger::PlanLine> wanted,
    const std::string& field);

inline constexpr std::string_view plan_changed_task = "plan-changed";
// A task, where the plan is approved: a line of it begins, or is worth something else.
void note_plan_changed(Asked& asked, std::int64_t budget);

}  // namespace almoner::scheduler

// almoner budget change: a budget's first and last day, and what it keeps for emergencies.
#pragma once

#include "ledger/records/budget.h"
#include "ledger/records/proposal.h"
#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Fields: budget, and of start, end ("none" takes it away) and contingency what changes. Other
// dates are a proposal; the contingency alone, which only says what of the money is kept, counts at
// once. Refused: budget-unknown, nothing-to-change, ends-before-it-starts, outside-the-budget (a
// plan line or agreement begins before the new start).
[[nodiscard]] ledger::Outcome<Answer> budget_change(Asked& asked);

// Proposes the budget with this last day.
[[nodiscard]] ledger::Outcome<Answer> propose_budget_end(Asked& asked,
                                                         ledger::Budget budget,
                                                         ledger::Date on);

// Refused: changed-since. A last day that is gone opens a task for a person.
[[nodiscard]] ledger::Outcome<ledger::Done> budget_takes_effect(Asked& asked,
                                                                const ledger::Proposal& proposal);

[[nodiscard]] ledger::Budget budget_of(const ledger::Proposal& proposal);

}  // namespace almoner::scheduler

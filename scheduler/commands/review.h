// almoner review open|decide|tell|close: a person's budget is looked at, and why.
#pragma once

#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Fields: budget, kind (first, next, insufficiency, breach, capacity, condition-fails, concern,
// surplus, missing-return, request), due (else today and the policy's days), words. One of a kind
// is open at a time. Answers {"review", "budget", "kind", "due"}. Refused: budget-unknown,
// not-in-the-list, review-open.
[[nodiscard]] ledger::Outcome<Answer> review_open(Asked& asked);

// Fields: review, outcome (no-change, increase, reduce, offset, change-payee, conditions, stop),
// covers ("plan,use,sufficiency,terms"), involved and agreed (evidence), cause (of a surplus:
// unmet-need, over-allocation, timing, other), held (the day, else today), words (why). Refused:
// review-unknown, illegal-transition, and what the rules of close-review refuse.
[[nodiscard]] ledger::Outcome<Answer> review_decide(Asked& asked);

// Fields: review, letter (evidence of how the person was told). Refused: as above.
[[nodiscard]] ledger::Outcome<Answer> review_tell(Asked& asked);
// Fields: review.
[[nodiscard]] ledger::Outcome<Answer> review_close(Asked& asked);

}  // namespace almoner::scheduler

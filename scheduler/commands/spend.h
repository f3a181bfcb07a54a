// almoner spend record|import|confirm|undo: what was spent out of money that somebody holds.
#pragma once

#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Fields: budget, date, amount, payee, what_for, plan_line, reference, refund (yes: it came back).
// Nothing moves until somebody confirms it. Answers {"spend", "budget", "state"}. Refused: what is
// wrong with a field.
[[nodiscard]] ledger::Outcome<Answer> spend_record(Asked& asked);

// Field: file (octets; columns as the fields above). All its rows or none; what is known already is
// left as it is. Answers {"file", "rows", "new", "known", "spent", "refunded", "first", "last"}.
// Refused: spend-file-has-errors.
[[nodiscard]] ledger::Outcome<Answer> spend_import(Asked& asked);

// Fields: spend ("12", or "12-40": those of them that wait), line (a plan line's reference, else
// the one that was told), outside (yes: on no line of the plan). Posts them. Answers {"confirmed",
// "total", "questions"}. Refused: spend-unknown, spend-not-waiting, line-missing,
// plan-line-unknown, notional-money, on-a-statement, nothing-held, not-enough-money.
[[nodiscard]] ledger::Outcome<Answer> spend_confirm(Asked& asked);

// Fields: spend, words (why). Of a confirmed one what was posted is reversed and it waits again: by
// somebody else than who confirmed it. One that waits is withdrawn. Answers {"spend", "state"}.
// Refused: spend-unknown, spend-withdrawn, second-person.
[[nodiscard]] ledger::Outcome<Answer> spend_undo(Asked& asked);

}  // namespace almoner::scheduler

// almoner monitor ask|help|overdue|received: a holder's return, asked for once for its period.
#pragma once

#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Field: budget. Asks for the return of the period that is due. Answers {"return", "budget",
// "first", "last", "due"}. Refused: budget-unknown, return-not-due (its period runs), not-paid, and
// what the rules of monitor refuse (document-held-already).
[[nodiscard]] ledger::Outcome<Answer> monitor_ask(Asked& asked);

// Field: return. What follows by the rules from its being late: a reminder, an offer of help, a
// review; never a stop. Answers {"return", "days_overdue", "did"}. Refused: return-unknown.
[[nodiscard]] ledger::Outcome<Answer> monitor_overdue(Asked& asked);

// Fields: return, words (what help, and in which format). Refused: return-unknown,
// return-received, return-step-taken.
[[nodiscard]] ledger::Outcome<Answer> monitor_help(Asked& asked);

// Fields: budget, evidence (the return), return (else the oldest that is open; with none open, that
// of the period that runs). Answers {"return", "budget", "evidence"}. Refused: evidence-missing,
// evidence-unknown, evidence-of-another-person, evidence-used, return-unknown, return-received.
[[nodiscard]] ledger::Outcome<Answer> monitor_received(Asked& asked);

}  // namespace almoner::scheduler

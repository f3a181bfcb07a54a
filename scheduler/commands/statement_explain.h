// almoner statement explain: one person says what an unexplained bank line is, another confirms.
#pragma once

#include "ledger/records/proposal.h"
#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Fields: item; to (a destination) with what it needs: payment, file, commissioner and stream,
// budget, or line (of a hand-over: the others of the same money, "13,14"); or undo. Also reason,
// kept as private text. Refused: line-unknown, destination-unknown, payment-not-found,
// file-unknown, commissioner-unknown, stream-not-its-own, budget-unknown, and as may_explain() and
// propose().
[[nodiscard]] ledger::Outcome<Answer> statement_explain(Asked& asked);
[[nodiscard]] ledger::Outcome<ledger::Done> explanation_takes_effect(
    Asked& asked, const ledger::Proposal& proposal);

}  // namespace almoner::scheduler

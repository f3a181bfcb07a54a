// almoner uplift propose|approve: raises the amounts of many plan lines from a day.
#pragma once

#include "ledger/records/proposal.h"
#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Fields: stream, or amount and frequency (the lines at one rate), or all three; percent or
// new_amount; from, which may lie inside a period or be past. Answers as propose() with
// "left_out": [{"plan_line", "code", "words", "next"}]; with --dry-run it is the preview. Refused:
// uplift-scope-missing, uplift-change-missing, percent-out-of-range, nothing-to-raise.
[[nodiscard]] ledger::Outcome<Answer> uplift_propose(Asked& asked);

// Fields: uplift (the proposal's number), confirm. As proposal confirm, but only for an uplift.
[[nodiscard]] ledger::Outcome<Answer> uplift_approve(Asked& asked);

// Refused: changed-since, when any of the lines was changed after the preview.
[[nodiscard]] ledger::Outcome<ledger::Done> uplift_takes_effect(Asked& asked,
                                                                const ledger::Proposal& proposal);

}  // namespace almoner::scheduler

// almoner uplift propose|approve: raises the amounts of many plan lines from a day.
#pragma once

#include "ledger/records/plan_line.h"
#include "ledger/records/proposal.h"
#include "scheduler/commands/command.h"

#include <string>
#include <vector>

namespace almoner::scheduler {

// Fields: stream, or amount and frequency (the lines at one rate), or all three; percent or
// new_amount; from, which may lie inside a period or be past. Answers as propose() with
// "lines": [{"plan_line", "stream", "frequency", "before_amount", "after_amount"}] and
// "left_out": [{"plan_line", "code", "words", "next"}]; with --dry-run it is the preview. Refused:
// uplift-scope-missing, uplift-change-missing, percent-out-of-range, nothing-to-raise.
[[nodiscard]] ledger::Outcome<Answer> uplift_propose(Asked& asked);

// One line of a proposed uplift.
struct UpliftLine {
    std::string plan_line{};  // its reference
    ledger::Stream stream{};
    ledger::PlanFrequency frequency{};
    ledger::Money before{};
    ledger::Money after{};
};
[[nodiscard]] std::vector<UpliftLine> uplift_lines(ledger::Database& database,
                                                   const ledger::Proposal& proposal);

// Fields: uplift (the proposal's number), confirm. As proposal confirm, but only for an uplift.
[[nodiscard]] ledger::Outcome<Answer> uplift_approve(Asked& asked);

// Refused: changed-since, when any of the lines was changed after the preview.
[[nodiscard]] ledger::Outcome<ledger::Done> uplift_takes_effect(Asked& asked,
                                                                const ledger::Proposal& proposal);

}  // namespace almoner::scheduler

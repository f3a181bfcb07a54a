// almoner month close: a commissioner's month is told as it is; what comes later is an adjustment.
#pragma once

#include "ledger/records/proposal.h"
#include "scheduler/commands/command.h"

#include <nlohmann/json.hpp>

namespace almoner::scheduler {

// Fields: commissioner, month ("2026-06"). Proposes it with the figures that its report has now,
// which the answer shows as "streams", "adjustments" and "unexplained_lines" beside those of
// propose(); the total to confirm is what was paid in the month. Refused: commissioner-unknown,
// month-unreadable, month-not-over, month-closed-already, earlier-month-open, month-does-not-tie,
// and as propose().
[[nodiscard]] ledger::Outcome<Answer> month_close(Asked& asked);

// The rest that can be refused is asked again. Refused as well: month-changed, where the figures
// are not those that were proposed.
[[nodiscard]] ledger::Outcome<ledger::Done> month_close_takes_effect(
    Asked& asked, const ledger::Proposal& proposal);

// What its confirmer is shown: each figure of the month.
[[nodiscard]] nlohmann::ordered_json month_close_changes(const ledger::Proposal& proposal);

}  // namespace almoner::scheduler

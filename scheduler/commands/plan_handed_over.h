// almoner plan handed-over: money went from an old holder to a new one, and no statement of ours
// shows it.
#pragma once

#include "ledger/records/proposal.h"
#include "scheduler/commands/command.h"

#include <nlohmann/json.hpp>

namespace almoner::scheduler {

// Fields: budget, amount, on, option (the one it comes from, where there were several). A proposal
// to post it. Refused: budget-unknown, option-not-changed, several-changes, day-in-the-future,
// more-than-is-left, on-a-statement (a client account in these books will show it).
[[nodiscard]] ledger::Outcome<Answer> plan_handed_over(Asked& asked);

// Refused: more-than-is-left.
[[nodiscard]] ledger::Outcome<ledger::Done> hand_over_takes_effect(
    Asked& asked, const ledger::Proposal& proposal);

// For `proposal show`: {"what", "before", "after"} rows.
[[nodiscard]] nlohmann::ordered_json hand_over_changes(const ledger::Proposal& proposal);

}  // namespace almoner::scheduler

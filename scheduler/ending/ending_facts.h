// The facts of a budget's end, as the records have them.
#pragma once

#include "rules/engine/facts.h"
#include "rules/engine/kinds.h"
#include "scheduler/ending/ending_standing.h"

namespace almoner::scheduler {

[[nodiscard]] rules::Event event_of(const ledger::Ending& ending);

// For any of the three causes, on the day on which they are asked for.
[[nodiscard]] rules::Facts facts_of_ending(ledger::Database& database,
                                           const EndingStanding& standing,
                                           ledger::Date on);

}  // namespace almoner::scheduler

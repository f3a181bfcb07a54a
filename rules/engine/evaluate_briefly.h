// Asks every rule of an event without putting into words what is not known.
#pragma once

#include "rules/engine/evaluate.h"

namespace almoner::rules {

// The findings of evaluate(), of the same rules, effects and reasons: for whoever asks it of very
// many cases and looks at nothing else.
[[nodiscard]] Evaluation evaluate_briefly(Event event,
                                          const Facts& facts,
                                          const Policy& policy,
                                          ledger::Date on);

}  // namespace almoner::rules

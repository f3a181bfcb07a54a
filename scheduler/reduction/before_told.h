// Nobody is written to about what the rules would refuse once its notice has run.
#pragma once

#include "scheduler/commands/command.h"
#include "scheduler/reduction/case_standing.h"

#include <cstdint>

namespace almoner::scheduler {

// Of a case whose facts are not all recorded yet, only what is known to stand in the way; of one
// that is told, also what nobody knows yet. Of a stop, only its ground either way.
enum class Hindrance : std::uint8_t { known, any };

// Asks the rules of the case's event as if its notice were issued today and had run, and whoever
// was to be consulted had been. `standing` has a decision, which need not be stored. Refused as
// they refuse, in the field `case`; of a suspension nothing is asked.
[[nodiscard]] ledger::Outcome<ledger::Done> could_take_effect(Asked& asked,
                                                              CaseStanding standing,
                                                              Hindrance hindrance);

}  // namespace almoner::scheduler

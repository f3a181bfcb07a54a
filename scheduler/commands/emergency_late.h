// What follows from an emergency payment whose plan nobody has looked at.
#pragma once

#include "scheduler/commands/command.h"

#include <string_view>

namespace almoner::scheduler {

inline constexpr std::string_view emergency_plan_task = "emergency-plan";

// Of the job alone. Field: payment. Asks the rules of an emergency as the records have it now, and
// where they say that the plan was not updated in time opens a task, unless one is open. Refused:
// payment-not-found, not-an-emergency, and those of the fields.
[[nodiscard]] ledger::Outcome<Answer> emergency_late(Asked& asked);

}  // namespace almoner::scheduler

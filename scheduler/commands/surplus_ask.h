// What a budget's money is asked about by night.
#pragma once

#include "scheduler/commands/command.h"

#include <string_view>

namespace almoner::scheduler {

inline constexpr std::string_view surplus_question = "surplus-question";
inline constexpr std::string_view must_stop_task = "must-stop";

// Of the job alone. Field: budget. Asks the rules of the night, as the records have its facts, and
// where SRP-01 finds more free than the policy leaves alone opens a task to ask the person why,
// unless one is open; where it does not, the task is done. Nothing else follows: that takes a
// review. Answers {"budget", "asks", "effect"}. Refused: budget-unknown.
[[nodiscard]] ledger::Outcome<Answer> surplus_ask(Asked& asked);

}  // namespace almoner::scheduler

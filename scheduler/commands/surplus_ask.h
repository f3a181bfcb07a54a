// What a budget's money is asked about by night.
#pragma once

#include "rules/engine/evaluate.h"
#include "scheduler/commands/command.h"

#include <string>
#include <string_view>

namespace almoner::scheduler {

inline constexpr std::string_view surplus_question = "surplus-question";
inline constexpr std::string_view must_stop_task = "must-stop";
inline constexpr std::string_view night_task = "night-asks";

// What the rules of the night ask for that neither a task of its own above nor another job sees to:
// the words of the task; empty: nothing.
[[nodiscard]] std::string asked_by_night(const rules::Evaluation& found,
                                         std::string_view budget_ref);

// Of the job alone. Field: budget. Asks the rules of the night, as the records have its facts, and
// where SRP-01 finds more free than the policy leaves alone opens a task to ask the person why,
// unless one is open; where it does not, the task is done. What else they ask for is one task more,
// once. Nothing else follows: that takes a review. Answers {"budget", "asks", "effect"}. Refused:
// budget-unknown.
[[nodiscard]] ledger::Outcome<Answer> surplus_ask(Asked& asked);

}  // namespace almoner::scheduler

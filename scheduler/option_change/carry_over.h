// What follows a change of option day by day: money goes on to the new option as soon as it is
// free, and what stays under the old one is a task until it is gone.
#pragma once

#include "ledger/records/option_change.h"
#include "scheduler/commands/command.h"

namespace almoner::scheduler {

inline constexpr std::string_view old_option_task = "money-under-old-option";

// Moves what is free, and opens or ends the task for what is left. Nothing before the change
// counts.
void carry_over(ledger::Work& work, const ledger::OptionChange& change);
// Whether that would do anything.
[[nodiscard]] bool needs_carrying(ledger::Database& database,
                                  const ledger::OptionChange& change,
                                  ledger::Date today);

// By the scheduler. Field change (its number). Answers {"change", "moved_amount"}.
[[nodiscard]] ledger::Outcome<Answer> option_carry(Asked& asked);

}  // namespace almoner::scheduler

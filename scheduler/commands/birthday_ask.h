// What a birthday asks for by itself.
#pragma once

#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Of the job alone. Field: budget. Asks the rules of a transition as the records have its facts,
// and opens, changes or ends the task of it. Refused: budget-unknown.
[[nodiscard]] ledger::Outcome<Answer> birthday_ask(Asked& asked);

}  // namespace almoner::scheduler

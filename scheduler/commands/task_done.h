// What was decided about a task that only a person can settle.
#pragma once

#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Fields: task (its number), decision (words), evidence (optional). Refused: task-unknown,
// task-done, task-settles-itself (its own command closes it), and those of the fields.
[[nodiscard]] ledger::Outcome<Answer> task_done(Asked& asked);

}  // namespace almoner::scheduler

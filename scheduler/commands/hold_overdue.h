// What follows when a hold has lasted longer than it was to: nothing just goes on.
#pragma once

#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// By the scheduler. Field about ("plan-line:L1", "agreement:A1"). The rules of a suspension are
// asked (STP-06): where they find it too long a review is opened, which comes to a stop or has it
// go on; in any case somebody gets a task, which ends with the hold. Answers {"about",
// "days_on_hold", "did"}; once the task is there nothing more. Refused: not-on-hold.
[[nodiscard]] ledger::Outcome<Answer> hold_overdue(Asked& asked);

}  // namespace almoner::scheduler

// What a pain.002 does to the payments that it names.
#pragma once

#include "ledger/area/work.h"
#include "scheduler/commands/command.h"

#include <string_view>

namespace almoner::scheduler {

[[nodiscard]] bool is_status_report(std::string_view file);

// ACSC settles, RJCT rejects (due again, and a task); the rest informs. A payment takes the nearest
// status: its own, its block's, the group's, also where the report lists none. What no payment of
// ours carries is counted as unknown; a part that was taken without saying which makes a task.
// The same report twice changes nothing, since what it names has moved on.
[[nodiscard]] ledger::Outcome<Answer> import_status_report(ledger::Work& work,
                                                           std::string_view file);

}  // namespace almoner::scheduler

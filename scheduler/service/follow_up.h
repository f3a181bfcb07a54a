// What must happen outside the books once a command is committed: files for the bank go out.
#pragma once

#include "ledger/storage/database.h"
#include "scheduler/commands/command.h"
#include "scheduler/service/command_runner.h"

namespace almoner::scheduler {

// Runs the command and what follows from it. `reader` sees what was committed. What follows is safe
// to repeat, and a restart takes it up again where it was left.
[[nodiscard]] CommandResult run_with_follow_up(CommandRunner& runner,
                                               ledger::Database& reader,
                                               const Surroundings& around,
                                               const Command& command);

// What a stop left undone, as the scheduler, at every start of a server; how many runs it sent.
[[nodiscard]] ledger::Outcome<int> take_up_unfinished(CommandRunner& runner,
                                                      ledger::Database& reader,
                                                      const Surroundings& around,
                                                      ledger::Date today,
                                                      std::int64_t at_ms);

}  // namespace almoner::scheduler

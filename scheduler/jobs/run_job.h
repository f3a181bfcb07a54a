// Runs a job: its lease, the commands that it calls for, and the note that it was done.
#pragma once

#include "ledger/storage/database.h"
#include "scheduler/commands/command.h"
#include "scheduler/service/command_runner.h"

#include <cstdint>
#include <string>
#include <vector>

namespace almoner::scheduler {

struct JobOfDay {
    std::string name;
    ledger::Date today{};
    std::int64_t at_ms = 0;
};

// The jobs that were not done on this day, in the order of the table.
[[nodiscard]] std::vector<std::string> jobs_due(ledger::Database& reader, ledger::Date today);

// The job of the day as the scheduler: the same day is the same command, also after a crash.
[[nodiscard]] CommandResult run_job(CommandRunner& runner,
                                    ledger::Database& reader,
                                    const Surroundings& around,
                                    const JobOfDay& job);

// What follows "job run" once it is committed: the commands under keys made of its own, then "job
// done". `reader` sees what was committed.
[[nodiscard]] CommandResult finish_job(CommandRunner& runner,
                                       ledger::Database& reader,
                                       const Command& started);

}  // namespace almoner::scheduler

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
    std::int64_t again = 0;  // above zero: another attempt, after one that was refused
};

enum class JobEnd : std::uint8_t { done, refused, disagrees };

// The jobs that were not done on this day, in the order of the table.
[[nodiscard]] std::vector<std::string> jobs_due(ledger::Database& reader, ledger::Date today);

// The job of the day as the scheduler: the same day is the same command, also after a crash. A
// refusal is remembered with its key, so another attempt has a key of its own.
[[nodiscard]] CommandResult run_job(CommandRunner& runner,
                                    ledger::Database& reader,
                                    const Surroundings& around,
                                    const JobOfDay& job);

// What follows "job run" once it is committed: the commands under keys made of its own, then "job
// done". `reader` sees what was committed. Where a command is refused the job is not done that day:
// a task says so, and the answer is that refusal.
[[nodiscard]] CommandResult finish_job(CommandRunner& runner,
                                       ledger::Database& reader,
                                       const Command& started);

// Whether a job that was run needs somebody: it was refused, or the books don't agree.
[[nodiscard]] JobEnd end_of(const CommandResult& result);

}  // namespace almoner::scheduler

// Runs commands against an area, one after the other, whoever asks: a door never touches the
// writer.
#pragma once

#include "ledger/area/area_writer.h"
#include "ledger/calendar/date.h"
#include "scheduler/commands/command.h"

#include <cstdint>
#include <map>
#include <string>

namespace almoner::scheduler {

// A command as a door makes it, after it has made sure who asks.
struct Command {
    std::string name;   // "run approve"
    std::string key;    // idempotency key
    std::string actor;  // the actor's ref; empty only while an area has no actors
    std::int64_t at_ms = 0;
    ledger::Date today{};
    std::map<std::string, std::string> fields{};
    bool dry_run = false;
};

using ledger::CommandResult;

class CommandRunner {
  public:
    CommandRunner() = default;
    CommandRunner(const CommandRunner&) = delete;
    CommandRunner& operator=(const CommandRunner&) = delete;
    virtual ~CommandRunner() = default;
    // The answer is given only after the commit. Throws ledger::StorageError on an outage.
    [[nodiscard]] virtual CommandResult run(const Command& command) = 0;
};

// Looks the command up, makes sure that its actor may give it, and runs it in the open group.
[[nodiscard]] CommandResult dispatch(ledger::AreaWriter& writer,
                                     const Surroundings& around,
                                     const Command& command);

// Runs each command in a group of its own, in the caller's thread.
class DirectRunner final : public CommandRunner {
  public:
    DirectRunner(ledger::AreaWriter& writer, const Surroundings& around)
        : writer_(writer), around_(around) {}
    CommandResult run(const Command& command) override;

  private:
    ledger::AreaWriter& writer_;
    const Surroundings& around_;
};

}  // namespace almoner::scheduler

// The bounded queue in front of the one writer: commands that wait together are committed together.
// Whoever comes while nobody is at work runs their command themselves, without a change of threads;
// who comes meanwhile is served by the queue's own thread (decision 66).
#pragma once

#include "scheduler/service/command_runner.h"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

namespace almoner::scheduler {

// Too many wait, or the writer has stopped: ask again later.
struct QueueBusy : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Answers are given after the commit and never before. A group that the database took back for
// another's sake is run again, whole. A failed commit, an I/O error or an
// invariant that breaks outside a handler stops the writer for good: what is not known to be stored
// is never tried again in place. One that breaks within a handler refuses that command and raises
// the alarm.
class CommandQueue final : public CommandRunner {
  public:
    static constexpr std::size_t most_waiting = 1'000;
    static constexpr std::size_t most_in_group = 500;

    using Alarm = std::function<void(const Command& command, const ledger::Refusal& refusal)>;

    // What a command of the open group comes to: `dispatch`, unless a measurement has its own.
    using Run = std::function<CommandResult(
        ledger::AreaWriter& writer, const Surroundings& around, const Command& command)>;

    CommandQueue(ledger::AreaWriter& writer,
                 const Surroundings& around,
                 Alarm alarm = {},
                 Run run = dispatch);
    ~CommandQueue() override;

    CommandResult run(const Command& command) override;
    [[nodiscard]] bool stopped() const;

  private:
    struct Waiting {
        const Command* command = nullptr;
        std::promise<CommandResult> answer;
    };
    using Group = std::vector<std::unique_ptr<Waiting>>;
    void work();
    [[nodiscard]] Group take();
    void done();
    void run_group(Group& group);
    void raise_alarms(const Group& group, const std::vector<CommandResult>& results) const;
    void stop_with(const std::exception_ptr& reason, Group& group);

    ledger::AreaWriter& writer_;
    const Surroundings& around_;
    Alarm alarm_;
    Run run_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::unique_ptr<Waiting>> waiting_;
    bool at_work_ = false;  // somebody runs a group: the queue's own thread or a caller
    bool closing_ = false;
    bool stopped_ = false;
    std::thread thread_;
};

}  // namespace almoner::scheduler

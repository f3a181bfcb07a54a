#include "scheduler/queue/command_queue.h"

#include "ledger/area/internal_error.h"
#include "scheduler/service/group.h"

#include <exception>
#include <memory>
#include <utility>

namespace almoner::scheduler {

CommandQueue::CommandQueue(ledger::AreaWriter& writer,
                           const Surroundings& around,
                           Alarm alarm,
                           Run run)
    : writer_(writer),
      around_(around),
      alarm_(std::move(alarm)),
      run_(std::move(run)),
      thread_([this] { work(); }) {}

CommandQueue::~CommandQueue() {
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

bool CommandQueue::stopped() const {
    const std::lock_guard lock(mutex_);
    return stopped_;
}

CommandResult CommandQueue::run(const Command& command) {
    auto waiting = std::make_unique<Waiting>();
    waiting->command = &command;
    std::future<CommandResult> answer = waiting->answer.get_future();
    Group alone;
    {
        const std::lock_guard lock(mutex_);
        if (stopped_ || closing_) throw QueueBusy("the writer has stopped: look at the log");
        if (waiting_.size() >= most_waiting)
            throw QueueBusy("too many wait: try again in 2 seconds");
        if (at_work_ || !waiting_.empty()) {
            waiting_.push_back(std::move(waiting));
        } else {
            alone.push_back(std::move(waiting));
            at_work_ = true;
        }
    }
    if (!alone.empty()) {
        run_group(alone);
        done();
    }
    return answer.get();
}

CommandQueue::Group CommandQueue::take() {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [this] { return !at_work_ && (closing_ || !waiting_.empty()); });
    Group group;
    while (!waiting_.empty() && group.size() < most_in_group) {
        group.push_back(std::move(waiting_.front()));
        waiting_.pop_front();
    }
    at_work_ = !group.empty();
    return group;
}

// The next group may be run. Told under the lock: a queue that closes waits for it.
void CommandQueue::done() {
    const std::lock_guard lock(mutex_);
    at_work_ = false;
    if (closing_ || !waiting_.empty()) wake_.notify_one();
}

void CommandQueue::work() {
    for (Group group = take(); !group.empty(); group = take()) {
        if (stopped()) {
            stop_with(std::make_exception_ptr(QueueBusy("the writer has stopped")), group);
        } else {
            run_group(group);
        }
        done();
    }
}

void CommandQueue::run_group(Group& group) {
    std::vector<CommandResult> results;
    try {
        results = in_group(writer_, [&] {
            std::vector<CommandResult> answers;
            for (const auto& waiting : group) {
                answers.push_back(run_(writer_, around_, *waiting->command));
            }
            return answers;
        });
    } catch (...) {
        stop_with(std::current_exception(), group);
        return;
    }
    raise_alarms(group, results);
    for (std::size_t i = 0; i < group.size(); ++i) {
        group[i]->answer.set_value(std::move(results[i]));
    }
}

void CommandQueue::raise_alarms(const Group& group,
                                const std::vector<CommandResult>& results) const {
    if (!alarm_) return;
    for (std::size_t i = 0; i < group.size(); ++i) {
        const auto& outcome = results[i].outcome;
        if (outcome.accepted() || !ledger::is_internal_error(outcome.refusal())) continue;
        try {
            alarm_(*group[i]->command, outcome.refusal());
            // NOLINTNEXTLINE(bugprone-empty-catch): who can't be told must not stop the others
        } catch (const std::exception&) {
        }
    }
}

void CommandQueue::stop_with(const std::exception_ptr& reason, Group& group) {
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
    }
    for (const auto& waiting : group) waiting->answer.set_exception(reason);
}

}  // namespace almoner::scheduler

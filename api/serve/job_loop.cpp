#include "api/serve/job_loop.h"

#include "api/serve/token_check.h"
#include "scheduler/jobs/run_job.h"

#include <chrono>
#include <exception>

namespace almoner::api {
namespace {

constexpr std::chrono::minutes tick_every{1};
constexpr std::int64_t ms_in_an_hour = 3'600'000;

}  // namespace

JobLoop::JobLoop(const JobSurroundings& surroundings)
    : s_(surroundings), last_tick_ms_(surroundings.clock()), thread_([this] { work(); }) {}

JobLoop::~JobLoop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

void JobLoop::work() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        lock.unlock();
        tick();
        lock.lock();
        wake_.wait_for(lock, tick_every, [this] { return stopping_; });
    }
}

void JobLoop::tick() {
    const std::int64_t now_ms = s_.clock();
    try {
        if (s_.around.setting("clock", "real") != "simulated") run_due(now_ms);
        last_tick_ms_ = now_ms;
    } catch (const std::exception& failure) {
        s_.log.alarm("jobs-failed", {{"failure", failure.what()}});
    }
}

void JobLoop::run_due(std::int64_t now_ms) {
    const ledger::Date today = today_in_london(s_.clock);
    const auto reader = s_.store.open_reader();
    const std::int64_t hour = now_ms / ms_in_an_hour;
    for (const std::string& name : scheduler::jobs_due(*reader, today)) {
        const auto refused = refused_in_.find(name);
        const bool is_again = refused != refused_in_.end();
        if (is_again && refused->second == hour) continue;
        const ledger::CommandResult result = scheduler::run_job(
            s_.runner,
            *reader,
            s_.around,
            {.name = name, .today = today, .at_ms = now_ms, .again = is_again ? hour : 0});
        refused_in_.erase(name);
        if (!result.outcome.accepted()) refused_in_[name] = hour;
        tell(name, result);
    }
}

void JobLoop::tell(const std::string& name, const ledger::CommandResult& result) {
    switch (scheduler::end_of(result)) {
        case scheduler::JobEnd::done:
            s_.log.note("job-done", {{"job", name}, {"answer", result.outcome.value()}});
            return;
        case scheduler::JobEnd::disagrees:
            s_.log.alarm("books-disagree", {{"job", name}, {"answer", result.outcome.value()}});
            return;
        case scheduler::JobEnd::refused:
            s_.log.alarm("job-refused", {{"job", name}, {"code", result.outcome.refusal().code}});
            return;
    }
}

}  // namespace almoner::api

// The jobs of the day while the server runs: each once a day, looked at every minute. One that is
// refused is tried again every hour until it is done.
#pragma once

#include "api/door/door.h"
#include "api/serve/service_log.h"
#include "scheduler/service/command_runner.h"

#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <string>
#include <thread>

namespace almoner::api {

struct JobSurroundings {
    scheduler::CommandRunner& runner;
    const Store& store;
    const scheduler::Surroundings& around;
    const Clock& clock;
    const ServiceLog& log;
};

// In a simulated area it only ticks: its days are those that the callers say.
class JobLoop {
  public:
    explicit JobLoop(const JobSurroundings& surroundings);
    JobLoop(const JobLoop&) = delete;
    JobLoop& operator=(const JobLoop&) = delete;
    ~JobLoop();

    [[nodiscard]] const std::atomic<std::int64_t>& last_tick_ms() const { return last_tick_ms_; }

  private:
    void work();
    void tick();
    void run_due(std::int64_t now_ms);
    void tell(const std::string& name, const ledger::CommandResult& result);

    JobSurroundings s_;
    std::map<std::string, std::int64_t> refused_in_;  // by job: the hour since 1970
    std::atomic<std::int64_t> last_tick_ms_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace almoner::api

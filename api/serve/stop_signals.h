// SIGTERM and SIGINT as a call: the server is asked to stop, and nothing is cut off.
#pragma once

#include <functional>
#include <thread>

namespace almoner::api {

// Make it before any other thread starts: threads inherit that these signals wait for us.
class StopSignals {
  public:
    StopSignals();
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;
    ~StopSignals();

    // Calls `stop` once, on a thread of its own, when a signal comes.
    void on_signal(std::function<void()> stop);

  private:
    std::thread waiting_;
};

}  // namespace almoner::api

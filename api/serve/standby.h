// A server that waits for its turn to write, and one that ends when its turn is over.
#pragma once

#include "api/door/door.h"
#include "scheduler/queue/command_queue.h"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <memory>
#include <mutex>
#include <thread>

namespace almoner::api {

// The order to stop, given once, whoever is to be stopped by then.
class StopOrder {
  public:
    void stop();
    // What stopping means from now on; done at once where the order was given before.
    void then(std::function<void()> stop);
    [[nodiscard]] bool given() const;
    // Waits this long, or until the order is given; whether it is.
    bool wait_for(std::chrono::milliseconds longest);

  private:
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::function<void()> stop_;
    bool given_ = false;
};

struct StandbySurroundings {
    std::uint16_t health_port = 0;
    std::ostream* err = nullptr;
};

// The area's writer. Where the store takes turns and another has its turn, waits: it is alive and
// not ready meanwhile. Nothing when it is told to stop before. Throws ledger::StorageBusy where the
// store takes no turns and another writes.
[[nodiscard]] std::unique_ptr<ledger::Database> writer_in_turn(const Store& store,
                                                               StopOrder& order,
                                                               const StandbySurroundings& around);

// Calls `ended` once when the queue's writer has stopped; only where the store takes turns.
class WriterWatch {
  public:
    WriterWatch(bool takes_turns,
                const scheduler::CommandQueue& queue,
                std::function<void()> ended);
    WriterWatch(const WriterWatch&) = delete;
    WriterWatch& operator=(const WriterWatch&) = delete;
    ~WriterWatch();

  private:
    StopOrder over_;
    std::thread thread_;
};

}  // namespace almoner::api

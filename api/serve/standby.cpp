#include "api/serve/standby.h"

#include "api/http/health.h"
#include "api/http/server.h"

#include <chrono>
#include <ostream>
#include <utility>

namespace almoner::api {
namespace {

constexpr std::chrono::milliseconds look_every{250};

std::unique_ptr<ledger::Database> writer_now(const Store& store) {
    try {
        return store.open_writer();
    } catch (const ledger::StorageBusy&) {
        if (!store.takes_turns) throw;
        return nullptr;
    }
}

// /livez and /readyz of a server that waits, on a thread of its own.
class StandbyHealth {
  public:
    explicit StandbyHealth(std::uint16_t port)
        : server_({{.address = "127.0.0.1",
                    .port = port,
                    .tls = std::nullopt,
                    .handler = health_handler([] {
                        return std::vector<HealthCheck>{
                            {"writer", false, "stands by: another server writes"}};
                    })}}),
          thread_([this] { server_.run(); }) {}
    StandbyHealth(const StandbyHealth&) = delete;
    StandbyHealth& operator=(const StandbyHealth&) = delete;
    ~StandbyHealth() {
        server_.stop();
        thread_.join();
    }
    [[nodiscard]] std::uint16_t port() const { return server_.port(); }

  private:
    Server server_;
    std::thread thread_;
};

// A server that is there and can't be asked for a moment is looked for again, as long as we wait.
std::unique_ptr<ledger::Database> writer_some_time(const Store& store) {
    try {
        return writer_now(store);
    } catch (const ledger::StorageError&) {
        return nullptr;
    }
}

}  // namespace

// Under the lock, so that what is stopped is there until it has been told.
void StopOrder::stop() {
    const std::lock_guard lock(mutex_);
    if (std::exchange(given_, true)) return;
    wake_.notify_all();
    if (stop_) stop_();
}

void StopOrder::then(std::function<void()> stop) {
    const std::lock_guard lock(mutex_);
    stop_ = std::move(stop);
    if (given_ && stop_) stop_();
}

bool StopOrder::given() const {
    const std::lock_guard lock(mutex_);
    return given_;
}

bool StopOrder::wait_for(std::chrono::milliseconds longest) {
    std::unique_lock lock(mutex_);
    return wake_.wait_for(lock, longest, [this] { return given_; });
}

std::unique_ptr<ledger::Database> writer_in_turn(const Store& store,
                                                 StopOrder& order,
                                                 const StandbySurroundings& around) {
    if (auto writer = writer_now(store)) return writer;
    const StandbyHealth health(around.health_port);
    *around.err << "Another server writes to this area: this one stands by and takes over when "
                   "that one ends.\n"
                << "  health:  http://127.0.0.1:" << health.port() << "/readyz\n";
    around.err->flush();
    while (!order.wait_for(look_every)) {
        if (auto writer = writer_some_time(store)) return writer;
    }
    return nullptr;
}

WriterWatch::WriterWatch(bool takes_turns,
                         const scheduler::CommandQueue& queue,
                         std::function<void()> ended) {
    if (!takes_turns) return;
    thread_ = std::thread([this, &queue, ended = std::move(ended)] {
        while (!over_.wait_for(look_every)) {
            if (!queue.stopped()) continue;
            ended();
            return;
        }
    });
}

WriterWatch::~WriterWatch() {
    over_.stop();
    if (thread_.joinable()) thread_.join();
}

}  // namespace almoner::api

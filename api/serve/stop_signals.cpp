#include "api/serve/stop_signals.h"

#include <csignal>
#include <utility>

namespace almoner::api {
namespace {

sigset_t stopping() {
    sigset_t set{};
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    return set;
}

}  // namespace

StopSignals::StopSignals() {
    const sigset_t set = stopping();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

StopSignals::~StopSignals() {
    if (!waiting_.joinable()) return;
    pthread_kill(waiting_.native_handle(), SIGTERM);  // for a server that ended by itself
    waiting_.join();
}

void StopSignals::on_signal(std::function<void()> stop) {
    waiting_ = std::thread([stop = std::move(stop)] {
        const sigset_t set = stopping();
        int received = 0;
        sigwait(&set, &received);
        stop();
    });
}

}  // namespace almoner::api

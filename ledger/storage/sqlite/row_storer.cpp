#include "ledger/storage/sqlite/row_storer.h"

#include <utility>

namespace almoner::ledger {
namespace {

constexpr std::size_t most_waiting = 1024;  // some 40 megabytes, and some 120 ms of work
constexpr std::size_t room_again = most_waiting / 2;

}  // namespace

RowStorer::RowStorer(Store store) : store_(std::move(store)), thread_([this] { work(); }) {}

RowStorer::~RowStorer() {
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void RowStorer::put(Errand errand) {
    bool was_idle = false;
    {
        std::unique_lock lock(mutex_);
        done_.wait(lock, [this] { return errands_.size() < most_waiting; });
        was_idle = errands_.empty() && !busy_;
        errands_.push_back(std::move(errand));
    }
    if (was_idle) wake_.notify_one();
}

void RowStorer::wait() noexcept {
    std::unique_lock lock(mutex_);
    done_.wait(lock, [this] { return errands_.empty() && !busy_; });
}

std::exception_ptr RowStorer::take_failure() {
    const std::lock_guard lock(mutex_);
    return std::exchange(failure_, nullptr);
}

void RowStorer::work() {
    std::unique_lock lock(mutex_);
    while (true) {
        wake_.wait(lock, [this] { return closing_ || !errands_.empty(); });
        if (errands_.empty()) return;
        Errand errand = std::move(errands_.front());
        errands_.pop_front();
        busy_ = true;
        const bool goes_on = !failure_;
        lock.unlock();
        std::exception_ptr failure;
        try {
            if (goes_on) store_(errand);
        } catch (...) {
            failure = std::current_exception();
        }
        lock.lock();
        busy_ = false;
        if (failure) failure_ = failure;
        if (errands_.empty() || errands_.size() == room_again) done_.notify_one();
    }
}

}  // namespace almoner::ledger

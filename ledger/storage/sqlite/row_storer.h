// A thread that puts rows into their tables while the next ones are made.
#pragma once

#include "ledger/storage/sqlite/waiting_row.h"

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>

namespace almoner::ledger {

class BulkWriter;

// In the order in which they are handed over, one after another, so that what the database does
// does not depend on how the two threads run. The first that fails is the last that is tried. While
// any is under way nobody else may use the connection: wait() comes first.
class RowStorer {
  public:
    struct Errand {
        BulkWriter* writer = nullptr;
        WaitingRows rows;
    };
    using Store = std::function<void(Errand& errand)>;

    explicit RowStorer(Store store);
    RowStorer(const RowStorer&) = delete;
    RowStorer& operator=(const RowStorer&) = delete;
    ~RowStorer();

    void put(Errand errand);
    // Until all that was put is done.
    void wait() noexcept;
    // After wait(): what the first one that failed threw; nothing where none did. Forgets it.
    [[nodiscard]] std::exception_ptr take_failure();

  private:
    void work();

    Store store_;
    std::mutex mutex_;
    std::condition_variable wake_;  // the thread: there is something to do
    std::condition_variable done_;  // who put it: there is room, or all is done
    std::deque<Errand> errands_;
    bool busy_ = false;
    bool closing_ = false;
    std::exception_ptr failure_;
    std::thread thread_;
};

}  // namespace almoner::ledger

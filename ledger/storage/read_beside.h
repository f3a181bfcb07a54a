// What an engine may offer beside the port: a second connection, so that two threads read what a
// large command looks at before it writes.
#pragma once

#include "ledger/storage/database.h"

#include <cstdint>
#include <future>
#include <memory>
#include <utility>

namespace almoner::ledger {

class ReadingBeside {
  public:
    ReadingBeside() = default;
    ReadingBeside(const ReadingBeside&) = delete;
    ReadingBeside& operator=(const ReadingBeside&) = delete;
    virtual ~ReadingBeside() = default;

    // Reads what the unit of work reads. Null where it has written something already, which another
    // connection would not see, and where the store has no second connection.
    [[nodiscard]] virtual std::unique_ptr<Database> beside() = 0;
};

// For fewer rows another thread and a connection for it take longer than the rows do.
constexpr std::int64_t worth_reading_beside = 5'000;

// What `read` makes of a database, read while the caller goes on where that can be, and otherwise
// when it is asked for. `read` is called with a database once; what it refers to must live until
// then.
template <class Value>
class ReadBeside {
  public:
    template <class Read>
    ReadBeside(Database& database, std::int64_t rows, Read read) {
        auto* const store = dynamic_cast<ReadingBeside*>(&database);
        std::shared_ptr<Database> other;
        if (store != nullptr && rows >= worth_reading_beside) other = store->beside();
        const auto policy = other ? std::launch::async : std::launch::deferred;
        value_ = std::async(policy, [&database, other, read = std::move(read)] {
            return read(other ? *other : database);
        });
    }

    [[nodiscard]] Value get() { return value_.get(); }

  private:
    std::future<Value> value_;
};

}  // namespace almoner::ledger

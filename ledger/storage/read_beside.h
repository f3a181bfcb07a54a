// What an engine may offer beside the port: a second connection, so that two threads read what a
// large command looks at before it writes.
#pragma once

#include "ledger/storage/database.h"

#include <cstdint>
#include <future>
#include <memory>
#include <system_error>
#include <utility>

namespace almoner::ledger {

class ReadingBeside {
  public:
    ReadingBeside() = default;
    ReadingBeside(const ReadingBeside&) = delete;
    ReadingBeside& operator=(const ReadingBeside&) = delete;
    virtual ~ReadingBeside() = default;

    // Reads what the unit of work reads. Null where it has written something already, which another
    // connection would not see, where others may write meanwhile, and where the store has no second
    // connection or can't open one now.
    [[nodiscard]] virtual std::unique_ptr<Database> beside() = 0;
};

// For fewer rows another thread and a connection for it take longer than the rows do.
constexpr std::int64_t worth_reading_beside = 5'000;

// What `read` makes of a database, read while the caller goes on where that can be, and otherwise
// when it is asked for: where the system gives no second connection or thread, this one does it
// all. `read` is called with a database once; what it refers to must live until
// then.
template <class Value>
class ReadBeside {
  public:
    template <class Read>
    ReadBeside(Database& database, std::int64_t rows, Read read) {
        auto* const store = dynamic_cast<ReadingBeside*>(&database);
        std::shared_ptr<Database> other;
        if (store != nullptr && rows >= worth_reading_beside) other = store->beside();
        auto reading = std::make_shared<Read>(std::move(read));
        if (other) {
            try {
                value_ =
                    std::async(std::launch::async, [other, reading] { return (*reading)(*other); });
                return;
            } catch (const std::system_error&) {  // no thread is left for it
                other.reset();
            }
        }
        value_ = std::async(std::launch::deferred,
                            [&database, reading] { return (*reading)(database); });
    }

    [[nodiscard]] Value get() { return value_.get(); }

  private:
    std::future<Value> value_;
};

}  // namespace almoner::ledger

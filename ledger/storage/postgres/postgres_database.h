// PostgreSQL behind the storage port: one schema per area, one writer at a time, durable or
// refused.
#pragma once

#include "ledger/storage/database.h"
#include "ledger/storage/postgres/store_place.h"

#include <memory>

namespace almoner::ledger {

enum class PostgresUse {
    write,  // the one that writes: holds the area's advisory lock, and proves it in each commit
    read,   // read-only, sees what was committed
};

// For `write` also makes the schema. Errors: StorageBusy when another almoner writes to this area,
// StorageError when the server can't be reached or does not keep its promises (fsync,
// full_page_writes, synchronous_commit; a synchronous standby where the place needs one).
[[nodiscard]] std::unique_ptr<Database> open_postgres(const StorePlace& place, PostgresUse use);

// Readers of one area, each with a connection of its own that is used again once it is given back:
// a new one costs more than most questions. From any thread.
class PostgresReaders {
  public:
    explicit PostgresReaders(StorePlace place);
    // As open_postgres(place, PostgresUse::read).
    [[nodiscard]] std::unique_ptr<Database> open() const;

  private:
    struct Idle;
    StorePlace place_;
    std::shared_ptr<Idle> idle_;  // outlives us while a reader is out
};

// Brings the tables up to this program's version; refuses a newer one. Returns how many were run.
int migrate_postgres(Database& database, std::int64_t at_ms);

// Whether there are an area's tables. Throws StorageError when the server can't be reached.
[[nodiscard]] bool postgres_has_area(const StorePlace& place);

}  // namespace almoner::ledger

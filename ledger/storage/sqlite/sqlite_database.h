// SQLite behind the storage port: WAL, synchronous=FULL set and read back, one writer per data
// folder.
#pragma once

#include "ledger/storage/commit_listener.h"
#include "ledger/storage/database.h"

#include <filesystem>
#include <memory>

namespace almoner::ledger {

enum class SqliteUse {
    write,   // the one connection that writes and checkpoints; holds the area's lock file
    read,    // read-only, sees what was committed
    memory,  // a private database for tests
};

// Opens (for `write` also makes) FOLDER/almoner.db. Errors: StorageBusy when another process writes
// to this folder, StorageError when it can't be opened or does not keep its promises (WAL, FULL).
// The listener, if there is one, is told of every commit, and is gone before the lock is.
[[nodiscard]] std::unique_ptr<Database> open_sqlite(
    const std::filesystem::path& folder,
    SqliteUse use,
    std::unique_ptr<CommitListener> listener = nullptr);

// Brings the tables up to this program's version; refuses a newer one. Returns how many were run.
int migrate_sqlite(Database& database, std::int64_t at_ms);

}  // namespace almoner::ledger

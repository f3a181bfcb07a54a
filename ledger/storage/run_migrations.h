// Runs the migrations that a database has not had yet, in one unit of work.
#pragma once

#include "ledger/storage/database.h"
#include "ledger/storage/migration.h"

#include <cstdint>
#include <span>

namespace almoner::ledger {

// `first` makes the table of migrations where there is none. Throws StorageError for a database of
// a newer program or of other texts. How many were run.
int run_migrations(Database& database,
                   const char* first,
                   std::span<const Migration> migrations,
                   std::int64_t at_ms);

}  // namespace almoner::ledger

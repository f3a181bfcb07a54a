// The tables, checks and triggers of PostgreSQL, one list entry per migration, as SQLite's.
#pragma once

#include "ledger/storage/migration.h"

#include <span>

namespace almoner::ledger {

// Each runs in the schema of one area: the search path names it.
[[nodiscard]] std::span<const Migration> postgres_migrations();

// Makes, where they are not there, the table of migrations and that of the writer's epoch, which
// PostgreSQL's store alone has: prove_writer(epoch) raises an error unless the epoch is still that.
extern const char* const postgres_store_tables;

}  // namespace almoner::ledger

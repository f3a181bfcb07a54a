// The tables, checks and triggers of PostgreSQL, one list entry per migration, as SQLite's.
#pragma once

#include "ledger/storage/migration.h"

#include <span>

namespace almoner::ledger {

// Each runs in the schema of one area: the search path names it.
[[nodiscard]] std::span<const Migration> postgres_migrations();

}  // namespace almoner::ledger

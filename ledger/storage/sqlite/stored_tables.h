// The tables of an area in SQLite as its catalogue has them.
#pragma once

#include "ledger/storage/copy_store.h"

#include <vector>

namespace almoner::ledger {

// Without the table of migrations, which is each store's own.
[[nodiscard]] std::vector<StoredTable> sqlite_tables(Database& database);

// An area's file is made first, and its tables in one commit.
[[nodiscard]] bool is_finished(Database& database);

}  // namespace almoner::ledger

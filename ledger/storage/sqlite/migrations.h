// The tables, checks and triggers of SQLite, one list entry per migration.
#pragma once

#include "ledger/storage/migration.h"

#include <span>

namespace almoner::ledger {

[[nodiscard]] std::span<const Migration> sqlite_migrations();

}  // namespace almoner::ledger

// Compares the tables, indexes and triggers of a database with those that the migrations make.
#pragma once

#include "ledger/storage/database.h"

#include <vector>

namespace almoner::ledger {

[[nodiscard]] std::vector<GuardFault> sqlite_guard_faults(Database& database);

}  // namespace almoner::ledger

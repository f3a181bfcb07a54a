// Where a journal stands, and which area's it is.
#pragma once

#include "ledger/journal/journal.h"
#include "ledger/storage/database.h"

#include <string>

namespace almoner::ledger {

// The newest row; row 0 of an empty journal.
[[nodiscard]] JournalHead journal_head(Database& database);
// The hash of the first row, 64 hexadecimal digits: no two areas share it. Empty: no row yet.
[[nodiscard]] std::string area_id(Database& database);

}  // namespace almoner::ledger

// Reads every account's counters from the database, for the identities.
#pragma once

#include "ledger/posting/identities.h"
#include "ledger/storage/database.h"

namespace almoner::ledger {

[[nodiscard]] Counters read_counters(Database& database);

}  // namespace almoner::ledger

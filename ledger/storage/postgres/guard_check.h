// Compares the tables, checks, indexes, triggers and functions of an area's schema with those that
// the migrations make.
#pragma once

#include "ledger/storage/database.h"
#include "ledger/storage/postgres/connection.h"
#include "ledger/storage/postgres/store_place.h"

#include <vector>

namespace almoner::ledger {

// The migrations run in a schema beside the area's, in a unit of work that is taken back; where
// that can't be done, the schema counts as faulty.
[[nodiscard]] std::vector<GuardFault> postgres_guard_faults(PostgresConnection& area,
                                                            const StorePlace& place);

}  // namespace almoner::ledger

// How an almoner becomes the one that writes to an area, on a server that keeps what it commits.
#pragma once

#include "ledger/storage/postgres/connection.h"
#include "ledger/storage/postgres/store_place.h"

#include <cstdint>

namespace almoner::ledger {

// Takes the area's advisory lock, which goes with the connection, makes the schema where it is not
// there, and begins a new epoch: a writer of an earlier one can't commit any more. The new epoch.
// Throws StorageBusy when another almoner writes, StorageError when the server may lose what it
// has committed, or has no standby where the place needs one. The epoch is a commit of its own, so
// where a standby must confirm commits, all that this writer will read is on the standby too.
[[nodiscard]] std::int64_t claim_area(PostgresConnection& connection, const StorePlace& place);

}  // namespace almoner::ledger

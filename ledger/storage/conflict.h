// A unit of work that the database took back because of another one: the same work may be tried
// again.
#pragma once

#include "ledger/storage/database.h"

namespace almoner::ledger {

// A deadlock, a serialization failure, a lock that was not had in time. Nothing of the unit of work
// is stored.
struct StorageConflict : StorageBusy {
    using StorageBusy::StorageBusy;
};

// How often a group of commands is tried, the first time included.
constexpr int most_attempts = 5;

}  // namespace almoner::ledger

// The file of an area can't be read as what it was written: no waiting mends that.
#pragma once

#include "ledger/storage/database.h"

namespace almoner::ledger {

struct StorageDamaged : StorageError {
    using StorageError::StorageError;
};

}  // namespace almoner::ledger

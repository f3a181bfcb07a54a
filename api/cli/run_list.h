// The payment runs so far, the last first.
#pragma once

#include "api/render/figures.h"
#include "ledger/storage/database.h"
#include "ledger/views/as_of.h"

namespace almoner::api {

// Those that the books knew at that moment, as they stood then.
[[nodiscard]] Figures runs_so_far(ledger::Database& database, const ledger::AsOf& as_of);

}  // namespace almoner::api

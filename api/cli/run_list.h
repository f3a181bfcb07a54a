// The payment runs so far, the last first.
#pragma once

#include "api/render/figures.h"
#include "ledger/storage/database.h"

namespace almoner::api {

[[nodiscard]] Figures runs_so_far(ledger::Database& database);

}  // namespace almoner::api

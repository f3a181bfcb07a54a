// What is open for somebody to do, and what people decided.
#pragma once

#include "api/render/figures.h"
#include "ledger/storage/database.h"
#include "ledger/views/as_of.h"

namespace almoner::api {

// As the books had them at that moment.
[[nodiscard]] Figures open_tasks(ledger::Database& database, const ledger::AsOf& as_of);
// The last first.
[[nodiscard]] Figures decided_tasks(ledger::Database& database, const ledger::AsOf& as_of);

}  // namespace almoner::api

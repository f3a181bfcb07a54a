// What is open for somebody to do, and what people decided.
#pragma once

#include "api/render/figures.h"
#include "ledger/storage/database.h"

namespace almoner::api {

[[nodiscard]] Figures open_tasks(ledger::Database& database);
[[nodiscard]] Figures decided_tasks(ledger::Database& database);  // the last first

}  // namespace almoner::api

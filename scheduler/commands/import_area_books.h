// The rows of an area's files as the books have them, for a folder that leaves some of them out.
#pragma once

#include "gateway/area/area_rows.h"
#include "ledger/storage/database.h"

namespace almoner::scheduler {

// By their latest versions, with what the rows of a folder are checked against and no more: no
// names, NHS numbers, addresses or bank details. Empty where the area has nothing yet.
[[nodiscard]] gateway::AreaFiles rows_of_books(ledger::Database& database);

}  // namespace almoner::scheduler

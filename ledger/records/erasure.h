// Who was erased, and which rows were emptied for it.
#pragma once

#include "ledger/storage/database.h"
#include "ledger/verify/erasures.h"

#include <cstdint>
#include <vector>

namespace almoner::ledger {

[[nodiscard]] bool is_erased(Database& database, std::int64_t person);
[[nodiscard]] std::vector<std::int64_t> erased_people(Database& database);
// As verify takes them; the records that they come from stand in the journal.
void add_erasures(Database& database, Erasures& erasures);

}  // namespace almoner::ledger

// Which command wrote last: whoever worked something out of the records and nothing was written
// since would work out the same.
#pragma once

#include "ledger/storage/database.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace almoner::ledger {

// Of all transfers and all records but those of these tables; what is written in other ways
// (states) leaves a record as well. 0: there are none.
[[nodiscard]] std::int64_t newest_command(Database& database,
                                          std::span<const std::string_view> but_for);

}  // namespace almoner::ledger

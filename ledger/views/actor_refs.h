// How a person who gave commands is named in what is shown: by their reference.
#pragma once

#include "ledger/storage/database.h"

#include <cstdint>
#include <string>

namespace almoner::ledger {

// Of the newest version; 0 is the scheduler; the number where there is no such actor.
[[nodiscard]] std::string actor_ref(Database& database, std::int64_t number);

}  // namespace almoner::ledger

// Tasks that a later command settles.
#pragma once

#include "ledger/area/work.h"

#include <cstdint>
#include <string_view>

namespace almoner::scheduler {

// Every open task of this kind about this subject is done; how many there were.
std::int64_t close_tasks(ledger::Work& work,
                         std::string_view kind,
                         std::string_view subject,
                         std::string_view cause);

// Whether a task of these words is open, or somebody decided on it last, on this day or after it:
// what was said is not said again.
[[nodiscard]] bool is_said_already(ledger::Database& database,
                                   std::string_view kind,
                                   std::string_view subject,
                                   std::string_view words,
                                   ledger::Date decided_since = {});

// The same for what returned payments to this payee account left to do.
std::int64_t close_return_tasks(ledger::Work& work, std::int64_t payee_account);

}  // namespace almoner::scheduler

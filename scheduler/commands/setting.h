// almoner setting set|list: what an area decides for itself.
#pragma once

#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Fields: name, value. Counts from the next command on. Refused: setting-unknown,
// setting-unreadable (with how it is written).
[[nodiscard]] ledger::Outcome<Answer> setting_set(Asked& asked);

// Each setting with its value, whether that is the area's own or the one that counts unless set,
// and what it is for.
[[nodiscard]] Answer setting_list(ledger::Database& database);

}  // namespace almoner::scheduler

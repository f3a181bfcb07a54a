// almoner init: gives an empty store its area's name and its settings.
#pragma once

#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Fields: name; setting:NAME for each setting. Refused: area-exists.
[[nodiscard]] ledger::Outcome<Answer> init_area(Asked& asked);

// Every setting of the area by name, "area.name" among them.
[[nodiscard]] std::map<std::string, std::string> area_settings(ledger::Database& database);

}  // namespace almoner::scheduler

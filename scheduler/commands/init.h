// almoner init: gives an empty store its area's name and its settings.
#pragma once

#include "scheduler/commands/command.h"

#include <string_view>

namespace almoner::scheduler {

// Fields: name; setting:NAME for each setting. Refused: area-exists, and what no text
// of at most 140 octets is.
[[nodiscard]] ledger::Outcome<Answer> init_area(Asked& asked);

// Every setting of the area by name, "area.name" among them.
[[nodiscard]] std::map<std::string, std::string> area_settings(ledger::Database& database);

void write_setting(ledger::Work& work, std::string_view name, std::string_view value);

}  // namespace almoner::scheduler

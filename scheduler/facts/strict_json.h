// JSON that others wrote, read strictly: no key twice, no depth without end.
#pragma once

#include "ledger/values/outcome.h"

#include <nlohmann/json.hpp>
#include <string_view>

namespace almoner::scheduler {

// Refused: json-unreadable, json-key-twice, json-too-deep (more than 32).
[[nodiscard]] ledger::Outcome<nlohmann::ordered_json> strict_json(std::string_view text);

}  // namespace almoner::scheduler

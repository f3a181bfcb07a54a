// Texts are UTF-8 before anything reads, stores or shows them.
#pragma once

#include "ledger/values/outcome.h"

#include <map>
#include <string>

namespace almoner::scheduler {

// Every value but the octets of a file ("file", "file:..."). Refused: text-not-utf8.
[[nodiscard]] ledger::Outcome<ledger::Done> check_text(
    const std::map<std::string, std::string>& fields);

}  // namespace almoner::scheduler

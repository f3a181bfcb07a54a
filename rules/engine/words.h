// Amounts in the words of a finding.
#pragma once

#include "ledger/values/money.h"

#include <string>

namespace almoner::rules {

// "£2,100", "£575.72", "-£19.93".
[[nodiscard]] std::string in_pounds(ledger::Money amount);

}  // namespace almoner::rules

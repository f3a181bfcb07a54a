// An amount as files and commands take it: "1234.50".
#pragma once

#include "ledger/values/money.h"

#include <string>

namespace almoner::ops::demo {

// Of amounts from zero up.
[[nodiscard]] std::string plain_pounds(ledger::Money amount);

}  // namespace almoner::ops::demo

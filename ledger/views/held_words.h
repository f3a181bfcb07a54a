// Why a payment is held, in words for the person whose money it is.
#pragma once

#include "ledger/values/kinds.h"

#include <string>
#include <string_view>

namespace almoner::ledger {

// In the place of a finding: what held it is mended since.
inline constexpr std::string_view mended = "mended";

// "until your bank details are confirmed", by the code of the finding that holds it. Of notional
// money it is the provider who is paid.
[[nodiscard]] std::string held_words(std::string_view finding, Option option);

}  // namespace almoner::ledger

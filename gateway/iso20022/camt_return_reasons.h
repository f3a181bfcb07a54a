// What the codes mean that banks give for payments that came back.
#pragma once

#include <string_view>

namespace almoner::gateway::iso20022 {

// Bacs ARUCS codes (one character) and the ISO 20022 external return reasons that UK banks use
// most; empty for any other code.
[[nodiscard]] std::string_view return_reason_words(std::string_view code);

// True where the ISO 20022 bank transaction code (PMNT/ICDT/ARET) says that a payment came back.
[[nodiscard]] bool is_return_code(std::string_view transaction_code);

}  // namespace almoner::gateway::iso20022

// An instant as text for programs and for the record.
#pragma once

#include <cstdint>
#include <string>

namespace almoner::ledger {

// Milliseconds since 1970 as "2026-11-22T13:58:07Z"; the fraction is dropped.
[[nodiscard]] std::string moment_words(std::int64_t at_ms);

}  // namespace almoner::ledger

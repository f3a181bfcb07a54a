// Calendar months: read, named, and found by a day of theirs.
#pragma once

#include "ledger/calendar/date.h"

#include <optional>
#include <string>
#include <string_view>

namespace almoner::ledger {

// The whole days of "2026-11"; nothing for anything else.
[[nodiscard]] std::optional<Period> month_named(std::string_view text);
[[nodiscard]] Period month_holding(Date day);
// By its first day.
[[nodiscard]] std::string month_iso(Date first);    // "2026-11"
[[nodiscard]] std::string month_words(Date first);  // "November 2026"

}  // namespace almoner::ledger

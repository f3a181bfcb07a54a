// How the catalogue counts months, weeks and years on the civil calendar.
#pragma once

#include "ledger/calendar/date.h"

#include <cstdint>

namespace almoner::rules {

// The corresponding day of a later month, clamped to its end: 31 January + 3 months is 30 April.
// The day of the event is not counted (memory, unverified: Dodds v Walker).
[[nodiscard]] ledger::Date months_after(ledger::Date from, std::int64_t months);
[[nodiscard]] ledger::Date days_after(ledger::Date from, std::int64_t days);
// The year in which the financial year of that day starts: 1 April to 31 March.
[[nodiscard]] int financial_year(ledger::Date day);

}  // namespace almoner::rules

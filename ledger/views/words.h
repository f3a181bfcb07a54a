// Sums of money as text: for a person in a sentence, in a column of a statement, and for programs.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/values/money.h"

#include <string>

namespace almoner::ledger {

// "£75", "£75.50", "£1,234.50", "-£20": pence only where there are any.
[[nodiscard]] std::string money_words(Money amount);

// "£75.00": for columns in which another row has pence.
[[nodiscard]] std::string money_with_pence(Money amount);

// "1234.50", "-0.05": two decimals, no sign of the currency and no commas.
[[nodiscard]] std::string money_decimal(Money amount);

// "30 March to 26 April 2026", "2 to 29 November 2026", "28 December 2026 to 24 January 2027".
[[nodiscard]] std::string period_words(const Period& period);

}  // namespace almoner::ledger

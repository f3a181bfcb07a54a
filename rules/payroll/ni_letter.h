// Which National Insurance letter holds on the day of payment: age goes before the papers.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/values/outcome.h"

#include <optional>

namespace almoner::rules {

// What is known of an employee, and the letter that the papers give: A, B, J, H (apprentice under
// 25), V (a veteran's first year).
struct NiFacts {
    char letter = 'A';
    ledger::Date born_on{};
    std::optional<ledger::Date> state_pension_from{};
};

// X under 16, C from State Pension age, M under 21 (Z with deferment), and from 21 or, of an
// apprentice, 25 the letter without its relief; else the papers' own. Letters of freeports and
// investment zones stay as they are. The day of payment counts (memory, not verified).
[[nodiscard]] char ni_letter_on(const NiFacts& facts, ledger::Date paid_on);

}  // namespace almoner::rules

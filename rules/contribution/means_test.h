// The arithmetic of an adult's contribution: SI 2014/2672 reg 11, 12, 25.
#pragma once

#include "ledger/values/money.h"
#include "rules/policy/policy.h"

#include <cstdint>
#include <optional>

namespace almoner::rules {

// A pound a week for each 250 pounds or part of them above the lower limit; nothing (no amount)
// above the upper limit, where the authority need not pay.
[[nodiscard]] std::optional<ledger::Money> tariff_income(ledger::Money capital,
                                                         const Policy& policy);

// A fraction of a penny is rounded to the adult's advantage: down. `denominator` is above zero.
[[nodiscard]] ledger::Money contribution_from(std::int64_t pence_numerator,
                                              std::int64_t denominator);

// What is paid net of the contribution, never below nothing.
[[nodiscard]] ledger::Money net_payment(ledger::Money gross, ledger::Money contribution);

// The part of a weekly amount for some days, to the nearest penny, half up. Parts are rounded
// before they are subtracted from each other (Hampshire).
[[nodiscard]] ledger::Money days_of_week(ledger::Money weekly, std::int64_t days);

}  // namespace almoner::rules

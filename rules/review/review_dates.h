// When reviews are due, by regime.
#pragma once

#include "rules/engine/kinds.h"
#include "rules/policy/policy.h"

#include <optional>
#include <span>

namespace almoner::rules {

// By when the first review is held, payments having begun on that day; nothing where the regime
// sets no date (children's money under section 17A).
[[nodiscard]] std::optional<ledger::Date> first_review_by(Regime regime,
                                                          ledger::Date first_payment_on,
                                                          const Policy& policy);
// By when the next one is held; nothing for SEN (with each EHC review) and for children.
[[nodiscard]] std::optional<ledger::Date> next_review_by(Regime regime,
                                                         ledger::Date last_review_on,
                                                         const Policy& policy);
// Of a budget with money under several regimes: the earliest.
[[nodiscard]] std::optional<ledger::Date> first_review_by(std::span<const Regime> regimes,
                                                          ledger::Date first_payment_on,
                                                          const Policy& policy);

}  // namespace almoner::rules

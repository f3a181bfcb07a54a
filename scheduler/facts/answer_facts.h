// The facts of an answer to somebody who asked for a budget, and of a review that is closed, as the
// records have them.
#pragma once

#include "ledger/records/budget.h"
#include "ledger/records/budget_answer.h"
#include "ledger/records/review.h"
#include "rules/engine/facts.h"

#include <array>
#include <string_view>

namespace almoner::scheduler {

// What an offer leaves open, in the words of `budget offer`.
inline constexpr std::array<std::string_view, 3> ways_offered{
    "notional", "third-party", "direct-payment"};
inline constexpr std::array<std::string_view, 3> accounts_offered{
    "bank-account", "card", "marketplace"};

// Of the budget's lines and of the offer as it would be recorded.
[[nodiscard]] rules::Facts facts_to_offer(ledger::Database& database,
                                          const ledger::Budget& budget,
                                          const ledger::BudgetAnswer& offer,
                                          ledger::Date on);

// Of the refusal as it would be recorded, under the law of each of its streams.
[[nodiscard]] rules::Facts facts_to_refuse(ledger::Database& database,
                                           const ledger::Budget& budget,
                                           const ledger::BudgetAnswer& refusal,
                                           ledger::Date on);

// What was discussed before the review was opened was not discussed at it.
[[nodiscard]] rules::Facts facts_of_review(ledger::Database& database,
                                           const ledger::Budget& budget,
                                           const ledger::Review& review,
                                           ledger::Date on);

}  // namespace almoner::scheduler

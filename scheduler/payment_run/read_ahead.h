// The accounts of many payments' budgets, read in one pass where that beats looking for each.
#pragma once

#include "ledger/posting/books.h"

#include <algorithm>
#include <cstdint>

namespace almoner::scheduler {

// `budget_of` gives the budget of one of `payments`.
template <class Payments, class BudgetOf>
void read_ahead_budgets(ledger::Books& books, const Payments& payments, const BudgetOf& budget_of) {
    if (payments.empty()) return;
    std::int64_t first = budget_of(payments.front());
    std::int64_t last = first;
    for (const auto& payment : payments) {
        const std::int64_t budget = budget_of(payment);
        first = std::min(first, budget);
        last = std::max(last, budget);
    }
    books.read_ahead_budgets(first, last, payments.size());
}

}  // namespace almoner::scheduler

// Payments whose money came back, or that the bank refused, and that nothing has paid since.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/records/budget.h"
#include "ledger/storage/database.h"
#include "ledger/values/kinds.h"
#include "ledger/values/money.h"

#include <span>
#include <vector>

namespace almoner::ledger {

struct CameBack {
    Money amount{};
    Option option = Option::none;
    Date was_for{};            // the day on which it should have arrived
    Date back_on{};            // the bank's day
    bool was_refused = false;  // it never left
};

// In the order in which they were proposed.
[[nodiscard]] std::vector<CameBack> came_back(Database& database, std::span<const Budget> budgets);

}  // namespace almoner::ledger

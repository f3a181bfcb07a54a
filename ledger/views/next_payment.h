// The payment that a person can expect next, and when.
#pragma once

#include "ledger/calendar/bank_holidays.h"
#include "ledger/calendar/date.h"
#include "ledger/records/budget.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"

#include <optional>
#include <span>
#include <string>

namespace almoner::ledger {

struct NextPayment {
    Date on{};                      // the day on which the money should be there
    std::optional<Money> amount{};  // none: not worked out yet, only the date is known
    std::string reference{};        // of the payment; empty where only the date is known
    std::string expected{};         // what happens next to it
};

// Of the payments that are under way the earliest, else the next day of an active agreement.
[[nodiscard]] std::optional<NextPayment> next_payment(Database& database,
                                                      std::span<const Budget> budgets,
                                                      Date today,
                                                      const BankHolidays& holidays);

}  // namespace almoner::ledger

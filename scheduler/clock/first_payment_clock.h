// From the request for a budget to its first payment: since when somebody waits, and until when the
// area has set itself.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"
#include "rules/engine/facts.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace almoner::scheduler {

struct FirstPaymentClock {
    std::int64_t budget = 0;
    std::string budget_ref{};
    std::int64_t person = 0;
    ledger::Date asked_for_on{};
    ledger::Date due_by{};                  // by the policy of the day
    std::optional<ledger::Date> paid_on{};  // the first that the bank confirmed
    bool is_late = false;                   // it is past that day and nothing was paid

    friend bool operator==(const FirstPaymentClock&, const FirstPaymentClock&) = default;
};

// Of the budgets whose request is recorded, by the day on which they were asked for.
[[nodiscard]] std::vector<FirstPaymentClock> first_payment_clocks(ledger::Database& database,
                                                                  ledger::Date today);
[[nodiscard]] std::optional<FirstPaymentClock> first_payment_clock_of(ledger::Database& database,
                                                                      std::int64_t budget,
                                                                      ledger::Date today);

[[nodiscard]] rules::Facts facts_of_clock(const FirstPaymentClock& clock);

}  // namespace almoner::scheduler

// What a plan line is worth over time: dated amounts, each until the next.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/values/money.h"
#include "ledger/values/outcome.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace almoner::rules {

// Numbers are stored: never renumber.
enum class RateFrequency : std::uint8_t {
    weekly = 1,
    four_weekly = 2,
    monthly = 3,
    yearly = 4,
    one_off = 5,
};

struct Rate {
    ledger::Date from_on{};
    std::optional<ledger::Date> until_on{};  // the last day, included; else until the next rate
    ledger::Money amount{};
    RateFrequency frequency = RateFrequency::weekly;

    friend bool operator==(const Rate&, const Rate&) = default;
};

// Oldest first.
using RateHistory = std::vector<Rate>;

// Refused: rate-below-zero, rate-ends-before-it-starts, rates-out-of-order, rates-overlap,
// one-off-among-regular (a one-off sum has a plan line of its own).
[[nodiscard]] ledger::Outcome<ledger::Done> check_rates(const RateHistory& rates);

// The rate that holds on the day; nothing in a gap, before the first and after the last.
[[nodiscard]] std::optional<Rate> rate_on(const RateHistory& rates, ledger::Date day);

}  // namespace almoner::rules

// Average weekly earnings, on which sick pay and family pay stand.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/values/money.h"
#include "ledger/values/outcome.h"

#include <compare>
#include <cstdint>
#include <span>
#include <string_view>

namespace almoner::rules {

// A week's earnings to the seventh decimal of a pound, cut off there.
class WeeklyEarnings {
  public:
    static constexpr std::int64_t per_penny = 100'000;

    constexpr WeeklyEarnings() = default;
    [[nodiscard]] static constexpr WeeklyEarnings from_decimals(std::int64_t decimals) {
        return WeeklyEarnings(decimals);
    }
    [[nodiscard]] static constexpr WeeklyEarnings from(ledger::Money money) {
        return WeeklyEarnings(money.pence() * per_penny);
    }
    // In units of the seventh decimal of a pound.
    [[nodiscard]] constexpr std::int64_t decimals() const { return decimals_; }
    [[nodiscard]] ledger::Money nearest_penny() const;

    friend constexpr auto operator<=>(WeeklyEarnings, WeeklyEarnings) = default;

  private:
    explicit constexpr WeeklyEarnings(std::int64_t decimals) : decimals_(decimals) {}
    std::int64_t decimals_ = 0;
};

enum class EarningsPattern : std::uint8_t {
    weeks,   // weekly, two-weekly, four-weekly: divided by the weeks that the pay is for
    months,  // divided by the months, times 12 / 52
    days,    // irregular pay and short service: divided by the days, times 7
};

// weekly, every_2_weeks, every_4_weeks, monthly, irregularly, days. Refused: `pay-pattern-unknown`.
[[nodiscard]] ledger::Outcome<EarningsPattern> parse_earnings_pattern(std::string_view text);

// Refused: `earnings-below-zero`, `earnings-divisor` (below one, or above ten thousand).
[[nodiscard]] ledger::Outcome<WeeklyEarnings> average_weekly_earnings(EarningsPattern pattern,
                                                                      ledger::Money earnings,
                                                                      std::int64_t divisor);

struct PaidWages {
    ledger::Date paid_on{};
    ledger::Money amount{};
};

struct RelevantEarnings {
    ledger::Period days{};  // from the day after the earlier payday to the last one
    ledger::Money earnings{};
};

// What was paid in the eight weeks or more up to the last payday on or before `day`: after the last
// payday that is at least eight weeks earlier. Paydays in order. Refused: `earnings-too-short`,
// when there is no such earlier payday: short service is reckoned by days.
[[nodiscard]] ledger::Outcome<RelevantEarnings> relevant_earnings(std::span<const PaidWages> paid,
                                                                  ledger::Date day);

}  // namespace almoner::rules

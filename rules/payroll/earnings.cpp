#include "rules/payroll/earnings.h"

#include <optional>
#include <string>

namespace almoner::rules {
namespace {

using ledger::Money;
using ledger::Outcome;
using ledger::Refusal;

constexpr std::int64_t most_divisor = 10'000;
constexpr std::int32_t relevant_days = 56;

}  // namespace

Money WeeklyEarnings::nearest_penny() const {
    return Money::from_pence((decimals_ + per_penny / 2) / per_penny);
}

Outcome<EarningsPattern> parse_earnings_pattern(std::string_view text) {
    for (const std::string_view word : {"weekly", "every_2_weeks", "every_4_weeks"}) {
        if (text == word) return EarningsPattern::weeks;
    }
    if (text == "monthly") return EarningsPattern::months;
    if (text == "irregularly" || text == "days") return EarningsPattern::days;
    return Refusal{"pay-pattern-unknown",
                   "This is not a pattern of pay.",
                   "Write weekly, every_2_weeks, every_4_weeks, monthly, irregularly or days.",
                   "pay_pattern",
                   ""};
}

Outcome<WeeklyEarnings> average_weekly_earnings(EarningsPattern pattern,
                                                Money earnings,
                                                std::int64_t divisor) {
    if (earnings < Money{}) {
        return Refusal{"earnings-below-zero",
                       "The earnings are below zero.",
                       "Give the gross pay of the whole relevant period.",
                       "earnings",
                       ""};
    }
    if (divisor < 1 || divisor > most_divisor) {
        return Refusal{"earnings-divisor",
                       "The number of weeks, months or days can't be that.",
                       "Give how many weeks, months or days the earnings are for: 1 to 10000.",
                       "divisor",
                       ""};
    }
    const std::int64_t decimals = WeeklyEarnings::from(earnings).decimals();
    switch (pattern) {
        case EarningsPattern::weeks: return WeeklyEarnings::from_decimals(decimals / divisor);
        case EarningsPattern::months:
            return WeeklyEarnings::from_decimals(decimals * 12 / (divisor * 52));
        case EarningsPattern::days: break;
    }
    return WeeklyEarnings::from_decimals(decimals * 7 / divisor);
}

Outcome<RelevantEarnings> relevant_earnings(std::span<const PaidWages> paid, ledger::Date day) {
    std::optional<ledger::Date> last;
    std::optional<ledger::Date> earlier;
    for (const PaidWages& each : paid) {
        if (each.paid_on <= day) last = each.paid_on;
    }
    for (const PaidWages& each : paid) {
        if (last && each.paid_on <= *last - relevant_days) earlier = each.paid_on;
    }
    if (!last || !earlier) {
        return Refusal{"earnings-too-short",
                       "There are no eight weeks of wages before " + day.words() + ".",
                       "Reckon by the days since the work began: all pay, divided by the days, "
                       "times 7.",
                       "paid_on",
                       ""};
    }
    RelevantEarnings relevant{.days = {*earlier + 1, *last}, .earnings = {}};
    for (const PaidWages& each : paid) {
        if (relevant.days.holds(each.paid_on)) relevant.earnings += each.amount;
    }
    return relevant;
}

}  // namespace almoner::rules

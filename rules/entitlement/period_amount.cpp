#include "rules/entitlement/period_amount.h"

#include "ledger/values/invariant.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>

namespace almoner::rules {
namespace {

using ledger::Date;
using ledger::Frequency;
using ledger::InvariantBroken;
using ledger::Money;
using ledger::PayPeriod;
using ledger::Period;

__extension__ using Wide = __int128;

constexpr std::int32_t longest_period_days = 100'000;

// amount * times / divisor, for some days of the rate at `rate`.
struct Share {
    std::size_t rate = 0;
    Period days;
    std::int64_t pence = 0;
    std::int64_t times = 0;
    std::int64_t divisor = 1;
};

// The days on which the rate at `index` holds within the period.
std::optional<Period> days_of(const RateHistory& rates, std::size_t index, const Period& covered) {
    const Rate& rate = rates[index];
    Period days{std::max(rate.from_on, covered.first), covered.last};
    if (rate.until_on) days.last = std::min(days.last, *rate.until_on);
    if (index + 1 < rates.size()) days.last = std::min(days.last, rates[index + 1].from_on - 1);
    if (days.last < days.first) return std::nullopt;
    return days;
}

Date end_of_march(int year) {
    const std::chrono::sys_days day{std::chrono::year{year} / 3 / 31};
    return Date::from_days(static_cast<std::int32_t>(day.time_since_epoch().count()));
}

Date end_of_financial_year(Date day) {
    return end_of_march(day.month() >= 4 ? day.year() + 1 : day.year());
}

std::int64_t days_in_financial_year(Date last) {
    return last - end_of_march(last.year() - 1);
}

void add_days_of_years(const Share& whole, std::vector<Share>& shares) {
    Share share = whole;
    for (Date from = whole.days.first; from <= whole.days.last; from = share.days.last + 1) {
        const Date year_end = end_of_financial_year(from);
        share.days = {from, std::min(whole.days.last, year_end)};
        share.times = whole.times * share.days.days();
        share.divisor = whole.divisor * days_in_financial_year(year_end);
        shares.push_back(share);
    }
}

// `share` holds what part of a year's amount the rate is.
void add_yearly(Share share,
                const PayPeriod& period,
                YearlyShare yearly,
                std::vector<Share>& shares) {
    if (yearly == YearlyShare::days_of_year || period.frequency == Frequency::one_off) {
        add_days_of_years(share, shares);
        return;
    }
    const std::int64_t periods = period.frequency == Frequency::monthly ? 12 : 13;
    share.times *= share.days.days();
    share.divisor *= periods * period.full.days();
    shares.push_back(share);
}

void add_regular(RateFrequency frequency,
                 Share share,
                 const PayPeriod& period,
                 YearlyShare yearly,
                 std::vector<Share>& shares) {
    share.times = share.days.days();
    switch (frequency) {
        case RateFrequency::weekly: share.divisor = 7; break;
        case RateFrequency::four_weekly: share.divisor = 28; break;
        case RateFrequency::monthly:
            if (period.frequency != Frequency::monthly) {
                share.times = 12;
                return add_yearly(share, period, yearly, shares);
            }
            share.divisor = period.full.days();
            break;
        case RateFrequency::yearly:
            share.times = 1;
            return add_yearly(share, period, yearly, shares);
        case RateFrequency::one_off: throw InvariantBroken("a one-off sum has no daily share");
    }
    shares.push_back(share);
}

bool one_off_is_due(const Rate& rate, const PayPeriod& period) {
    return period.frequency == Frequency::one_off || period.covered.holds(rate.from_on);
}

std::vector<Share> shares_of(const RateHistory& rates,
                             const PayPeriod& period,
                             YearlyShare yearly) {
    std::vector<Share> shares;
    for (std::size_t i = 0; i < rates.size(); ++i) {
        const auto days = days_of(rates, i, period.covered);
        if (!days) continue;
        const Share share{.rate = i, .days = *days, .pence = rates[i].amount.pence(), .times = 1};
        if (rates[i].frequency != RateFrequency::one_off) {
            add_regular(rates[i].frequency, share, period, yearly, shares);
        } else if (one_off_is_due(rates[i], period)) {
            shares.push_back(share);
        }
    }
    return shares;
}

Money rounded(Wide numerator, std::int64_t divisor) {
    const Wide pence = (2 * numerator + divisor) / (Wide{2} * divisor);
    if (pence > Money::max_pence) throw InvariantBroken("money out of range");
    return Money::from_pence(static_cast<std::int64_t>(pence));
}

void require_sound(const RateHistory& rates, const PayPeriod& period) {
    if (!check_rates(rates).accepted()) throw InvariantBroken("rates were not checked");
    if (period.covered.days() < 1 || period.full.days() > longest_period_days ||
        !period.full.holds(period.covered.first) || !period.full.holds(period.covered.last)) {
        throw InvariantBroken("not a pay period");
    }
}

}  // namespace

PeriodAmount period_amount(const RateHistory& rates, const PayPeriod& period, YearlyShare yearly) {
    require_sound(rates, period);
    const std::vector<Share> shares = shares_of(rates, period, yearly);
    std::int64_t divisor = 1;
    for (const Share& share : shares) divisor = std::lcm(divisor, share.divisor);

    PeriodAmount due;
    Wide running = 0;
    std::optional<std::size_t> open;
    for (const Share& share : shares) {
        running += Wide{share.pence} * share.times * (divisor / share.divisor);
        const Money total = rounded(running, divisor);
        if (open != share.rate) due.parts.push_back({{share.days.first, share.days.last}, Money{}});
        open = share.rate;
        due.parts.back().days.last = share.days.last;
        due.parts.back().amount += total - due.amount;
        due.amount = total;
    }
    return due;
}

}  // namespace almoner::rules

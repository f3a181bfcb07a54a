// What one plan line is worth in one pay period, exactly, by days.
#pragma once

#include "ledger/calendar/schedule.h"
#include "rules/entitlement/rates.h"

#include <cstdint>
#include <vector>

namespace almoner::rules {

// How a yearly amount is spread (constructed: no source settles it). A monthly amount in a
// four-weekly agreement counts as a twelfth of a yearly one.
enum class YearlyShare : std::uint8_t {
    // A day is worth 1/365 of the year, 1/366 in a financial year (from 1 April) that holds a 29
    // February: the days of any financial year add up to the amount.
    days_of_year,
    // A full four-weekly period is worth a thirteenth, a full month a twelfth.
    equal_periods,
};

// The days of one rate within the period.
struct PartDue {
    ledger::Period days{};
    ledger::Money amount{};

    friend bool operator==(const PartDue&, const PartDue&) = default;
};

struct PeriodAmount {
    ledger::Money amount{};      // the sum of the parts
    std::vector<PartDue> parts;  // one for each rate that holds on some day, oldest first
};

// Weekly amounts are worth a seventh a day, four-weekly ones 1/28, monthly ones their share of the
// full period. All days are added up as one exact fraction and rounded once to the nearest penny,
// half up; so a full period of the rate's own frequency is the amount itself, and a rate that
// "changes" to the same amount changes nothing. Parts are differences of rounded running totals:
// they add up to the whole. A one-off sum is due whole in the period that covers its first day, and
// in a one-off payment when it holds on any day of it. Rates that check_rates refuses are an
// invariant.
[[nodiscard]] PeriodAmount period_amount(const RateHistory& rates,
                                         const ledger::PayPeriod& period,
                                         YearlyShare yearly = YearlyShare::days_of_year);

}  // namespace almoner::rules

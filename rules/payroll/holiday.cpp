#include "rules/payroll/holiday.h"

#include <algorithm>
#include <string>
#include <utility>

namespace almoner::rules {
namespace {

using ledger::Date;
using ledger::Money;
using ledger::Outcome;
using ledger::Period;
using ledger::Refusal;

constexpr std::int64_t whole_bp = 10'000;
constexpr std::int64_t parts_of_day = 10'000;  // hundredths of a day of hundredths of a week
constexpr std::int64_t most_days_a_week = 700;
constexpr std::int64_t most_hours_a_week = 16'800;

Refusal refuse(std::string code, std::string words, std::string next, std::string field) {
    return {std::move(code), std::move(words), std::move(next), std::move(field), ""};
}

// The same day of another year; 29 February becomes 1 March.
Date in_year(Date day, int year) {
    const auto same = Date::from_ymd(year, day.month(), day.day());
    return same ? *same : *Date::from_ymd(year, 3, 1);
}

Period leave_year_from(Date begins_on) {
    return {begins_on, in_year(begins_on, begins_on.year() + 1) - 1};
}

bool holds_leap_day(const Period& year) {
    return year.days() > 365;
}

// The months of the leave year from the one in which the work began.
std::int64_t months_left(const Period& year, Date started_on) {
    const Date begins = year.first;
    const int months = (started_on.year() - begins.year()) * 12 +
                       static_cast<int>(started_on.month()) - static_cast<int>(begins.month());
    return 12 - (started_on.day() < begins.day() ? months - 1 : months);
}

struct Share {
    std::int64_t part = 1;
    std::int64_t whole = 1;
    bool in_half_days = false;
};

Outcome<Share> share_of(const LeaveYear& given) {
    if (!given.started_on && !given.left_on) return Share{};
    if (given.started_on && given.left_on && *given.left_on < *given.started_on) {
        return refuse("left-before-start",
                      "The work ends before it begins.",
                      "Correct the first or the last day of work.",
                      "leaving_date");
    }
    if (!given.begins_on && !(given.started_on && given.left_on)) {
        return refuse("leave-year-missing",
                      "It is not said when the leave year begins.",
                      "Give the first day of the leave year; the contract says which.",
                      "leave_year_start_date");
    }
    const Period year =
        leave_year_from(given.begins_on.value_or(given.started_on.value_or(Date{})));
    const Date last = given.left_on.value_or(year.last);
    const Date first = std::max(given.started_on.value_or(year.first), year.first);
    if (!year.holds(last) || last < first) {
        return refuse("not-in-leave-year",
                      "The work does not begin or end in the leave year that is given.",
                      "Give the leave year in which it does, from its first day.",
                      "leave_year_start_date");
    }
    if (given.left_on) return Share{last - first + 1, holds_leap_day(year) ? 366 : 365, false};
    return Share{months_left(year, first), 12, true};
}

std::optional<Refusal> fault_of(const WorkingWeek& week, bool in_hours) {
    if (week.days <= 0 || week.days > most_days_a_week) {
        return refuse("days-per-week",
                      "A week has from one to seven working days.",
                      "Give the days worked in a week.",
                      "working_days_per_week");
    }
    if (in_hours && (week.hours <= 0 || week.hours > most_hours_a_week)) {
        return refuse("hours-per-week",
                      "A week has no such number of working hours.",
                      "Give the hours worked in a week: above 0, at most 168.",
                      "hours_per_week");
    }
    return std::nullopt;
}

std::int64_t divided_up(std::int64_t value, std::int64_t by) {
    return (value + by - 1) / by;
}

// Of the whole year, in 1/10,000 of a day.
std::int64_t days_of_year(const HolidayRates& rates, const WorkingWeek& week) {
    return std::min(week.days * rates.weeks_hundredths, rates.most_days * parts_of_day);
}

std::int64_t half_days(std::int64_t days, const Share& share) {
    return divided_up(days * share.part, share.whole * parts_of_day / 2);
}

Outcome<std::int64_t> irregular_share(const RateBook& book, Date day) {
    RatesOnDay rates(book, day);
    return rates.complete(rates.number("holiday.irregular_share"));
}

}  // namespace

Outcome<HolidayRates> holiday_rates(const RateBook& book, Date day) {
    RatesOnDay rates(book, day);
    const HolidayRates read{rates.number("holiday.weeks"), rates.number("holiday.most_days")};
    return rates.complete(read);
}

Outcome<std::int64_t> holiday_days(const HolidayRates& rates,
                                   const WorkingWeek& week,
                                   const LeaveYear& year) {
    if (auto fault = fault_of(week, false)) return *std::move(fault);
    const auto share = share_of(year);
    if (!share.accepted()) return share.refusal();
    const std::int64_t days = days_of_year(rates, week);
    if (share.value().in_half_days) return half_days(days, share.value()) * 5;
    return divided_up(days * share.value().part, share.value().whole * parts_of_day / 10);
}

Outcome<std::int64_t> holiday_hours(const HolidayRates& rates,
                                    const WorkingWeek& week,
                                    const LeaveYear& year) {
    if (auto fault = fault_of(week, true)) return *std::move(fault);
    const auto share = share_of(year);
    if (!share.accepted()) return share.refusal();
    const std::int64_t days = days_of_year(rates, week);
    if (share.value().in_half_days) {
        return divided_up(half_days(days, share.value()) * 5 * week.hours, week.days);
    }
    return divided_up(days * week.hours * share.value().part,
                      week.days * share.value().whole * parts_of_day / 10);
}

Outcome<std::int64_t> irregular_holiday_hours(const RateBook& book,
                                              Date day,
                                              std::int64_t hours_hundredths) {
    const auto share = irregular_share(book, day);
    if (!share.accepted()) return share.refusal();
    constexpr std::int64_t one_hour = 100 * whole_bp;
    return (hours_hundredths * share.value() + one_hour / 2) / one_hour;
}

Outcome<Money> rolled_up_holiday_pay(const RateBook& book, Date day, Money pay) {
    if (pay < Money{}) {
        return refuse("pay-below-zero", "The pay is below zero.", "Enter it as 0 or more.", "pay");
    }
    const auto share = irregular_share(book, day);
    if (!share.accepted()) return share.refusal();
    return pay.mul_div(share.value(), whole_bp, ledger::Rounding::nearest_half_up);
}

Outcome<Money> average_holiday_week(const RateBook& book,
                                    Date day,
                                    std::span<const Money> newest_first) {
    RatesOnDay rates(book, day);
    const auto wanted = rates.number("holiday.average_weeks");
    const auto look_back = static_cast<std::size_t>(rates.number("holiday.look_back_weeks"));
    const auto known = rates.complete(wanted);
    if (!known.accepted()) return known.refusal();
    Money total;
    std::int64_t weeks = 0;
    for (const Money pay : newest_first.first(std::min(look_back, newest_first.size()))) {
        if (weeks == wanted || pay <= Money{}) continue;
        total += pay;
        ++weeks;
    }
    if (weeks == 0) {
        return refuse("no-paid-weeks",
                      "There is no week with pay to take an average of.",
                      "Take what the contract says for a week.",
                      "");
    }
    return total.mul_div(1, weeks, ledger::Rounding::nearest_half_up);
}

}  // namespace almoner::rules

#include "rules/payroll/hmrc_period.h"

namespace almoner::rules {
namespace {

using ledger::Date;

constexpr int months = 12;
constexpr int first_calendar_month = 4;  // a tax year begins in April
constexpr unsigned first_day = 6;
constexpr unsigned due_day = 22;
constexpr int century = 100;

// The day of a calendar month that is `after` months behind April of the year.
Date day_in(int year, int after, unsigned day) {
    const int month = first_calendar_month - 1 + after;
    return Date::from_ymd(year + month / months, static_cast<unsigned>(month % months + 1), day)
        .value();
}

}  // namespace

HmrcPeriod hmrc_period(Date paid_on, bool is_quarterly) {
    constexpr int of_quarter = 3;
    const TaxYear year = TaxYear::of(paid_on);
    const int month = tax_month(paid_on);
    const int first = is_quarterly ? (month - 1) / of_quarter * of_quarter + 1 : month;
    const int last = is_quarterly ? first + of_quarter - 1 : month;
    const std::string number = std::to_string(last);
    return {.days = {day_in(year.first_year(), first - 1, first_day),
                     day_in(year.first_year(), last, first_day) - 1},
            .year = year,
            .last_month = last,
            .due_by = day_in(year.first_year(), last, due_day),
            .reference = std::to_string((year.first_year() + 1) % century) +
                         (number.size() < 2 ? "0" : "") + number};
}

Date pension_due_by(Date paid_on) {
    const int month = static_cast<int>(paid_on.month());
    return Date::from_ymd(
               paid_on.year() + month / months, static_cast<unsigned>(month % months + 1), due_day)
        .value();
}

}  // namespace almoner::rules

#include "rules/payroll/leaving.h"

#include "rules/payroll/minimum_wage.h"

#include <algorithm>
#include <string>

namespace almoner::rules {
namespace {

using ledger::Date;
using ledger::Money;
using ledger::Outcome;
using ledger::Refusal;

Refusal refuse(std::string code, std::string words, std::string next, std::string field) {
    return {std::move(code), std::move(words), std::move(next), std::move(field), ""};
}

Refusal turned_round() {
    return refuse("service-turned-round",
                  "The work ends before it begins.",
                  "Correct the first or the last day of work.",
                  "ends_on");
}

// Whether a whole month lies from the first day to the last.
bool has_a_month(const Service& service) {
    const Date after = service.ends_on + 1;
    const int months =
        (after.year() - service.began_on.year()) * 12 + static_cast<int>(after.month()) -
        static_cast<int>(service.began_on.month()) - (after.day() < service.began_on.day() ? 1 : 0);
    return months >= 1;
}

}  // namespace

int Service::whole_years() const {
    return age_on(began_on, ends_on + 1);
}

Outcome<int> notice_weeks(const RateBook& book, const Service& service) {
    if (service.ends_on < service.began_on) return turned_round();
    RatesOnDay rates(book, service.ends_on);
    const auto most = rates.bp("notice.most_weeks");
    const int weeks =
        has_a_month(service) ? std::clamp(service.whole_years(), 1, std::max(most, 1)) : 0;
    return rates.complete(weeks);
}

Money pay_in_lieu(Money week, int weeks) {
    return Money::from_pence(week.pence() * weeks);
}

Outcome<RedundancyPay> redundancy_pay(const RateBook& book,
                                      const Service& service,
                                      Date born_on,
                                      Money week) {
    if (service.ends_on < service.began_on) return turned_round();
    if (born_on >= service.began_on) {
        return refuse("born-later",
                      "The date of birth is not before the first day of work.",
                      "Correct the date of birth.",
                      "date_of_birth");
    }
    if (week < Money{}) {
        return refuse("pay-below-zero", "The pay is below zero.", "Enter it as 0 or more.", "week");
    }
    RatesOnDay rates(book, service.ends_on);
    const Money limit = rates.money("redundancy.week_limit");
    const int least_years = rates.bp("redundancy.least_years");
    const int most_years = rates.bp("redundancy.most_years");
    const int full_week_age = rates.bp("redundancy.full_week_age");
    const int higher_age = rates.bp("redundancy.higher_age");
    RedundancyPay pay{.years = std::min(service.whole_years(), most_years),
                      .half_weeks = 0,
                      .week = std::min(week, limit),
                      .amount = {}};
    const int age = age_on(born_on, service.ends_on);
    for (int year = 1; year <= pay.years; ++year) {
        const int age_throughout = age - year;  // at the start of that year, counted back
        pay.half_weeks += age_throughout >= higher_age      ? 3
                          : age_throughout >= full_week_age ? 2
                                                            : 1;
    }
    pay.amount = pay.week.mul_div(pay.half_weeks, 2, ledger::Rounding::up);
    auto complete = rates.complete(pay);
    if (complete.accepted() && service.whole_years() < least_years) {
        return refuse("service-too-short",
                      "Redundancy pay is due after " + std::to_string(least_years) +
                          " whole years of service.",
                      "Check the first day of work; notice and holiday are still due.",
                      "began_on");
    }
    return complete;
}

OwedAtTheEnd owed_at_the_end(std::string_view reason) {
    const bool is_redundant =
        reason == "redundant" || reason == "holder-died" || reason == "budget-ended";
    return {.notice = is_redundant || reason == "dismissed" || reason == "other",
            .redundancy = is_redundant};
}

Outcome<Money> average_week_at_the_end(const RateBook& book,
                                       Date day,
                                       PayFrequency frequency,
                                       std::span<const Money> newest_first) {
    constexpr std::int64_t months_a_year = 12;
    constexpr std::int64_t weeks_a_year = 52;
    RatesOnDay rates(book, day);
    const int wanted = rates.bp("leaving.average_weeks");
    if (const auto known = rates.complete(wanted); !known.accepted()) return known.refusal();
    const std::int64_t weeks = weeks_in(frequency);
    const std::int64_t twelfths = weeks == 0 ? weeks_a_year : weeks * months_a_year;
    Money sum;
    std::int64_t held = 0;
    for (const Money& each : newest_first) {
        if (each <= Money{} || held >= wanted * months_a_year) continue;
        sum += each;
        held += twelfths;
    }
    if (held == 0) {
        return refuse("no-paid-weeks",
                      "There is no week with pay to take the average of.",
                      "Give a week's pay.",
                      "week");
    }
    return sum.mul_div(months_a_year, held, ledger::Rounding::nearest_half_up);
}

Outcome<Money> tax_free_at_the_end(const RateBook& book, Date day) {
    RatesOnDay rates(book, day);
    const Money limit = rates.money("redundancy.tax_free");
    return rates.complete(limit);
}

}  // namespace almoner::rules

#include "rules/payroll/minimum_wage.h"

#include <algorithm>
#include <string>
#include <utility>

namespace almoner::rules {
namespace {

using ledger::Date;
using ledger::Money;
using ledger::Outcome;
using ledger::Refusal;

constexpr std::int64_t hundredths_a_day = 2'400;

std::optional<Refusal> fault_of(const WorkedPeriod& worked) {
    if (worked.days.last < worked.days.first) {
        return Refusal{"period-turned-round",
                       "The period ends before it begins.",
                       "Correct its first or last day.",
                       "period_end",
                       ""};
    }
    if (worked.born_on >= worked.days.first) {
        return Refusal{"born-later",
                       "The date of birth is not before the period.",
                       "Correct the date of birth.",
                       "date_of_birth",
                       ""};
    }
    if (worked.hours_hundredths < 0 ||
        worked.hours_hundredths > worked.days.days() * hundredths_a_day) {
        return Refusal{"hours-impossible",
                       "There are not that many hours in the period: a week has 168.",
                       "Correct the hours.",
                       "hours",
                       ""};
    }
    if (worked.pay < Money{} || worked.taken_for_employer < Money{}) {
        return Refusal{"pay-below-zero",
                       "The pay or the deduction is below zero.",
                       "Enter it as 0 or more.",
                       "pay",
                       ""};
    }
    return std::nullopt;
}

// What accommodation adds to the pay that counts, or takes from it.
Money accommodation_effect(const Accommodation& given, Money offset) {
    const auto days = static_cast<std::int64_t>(given.days);
    if (given.charge_a_day.is_zero()) return Money::from_pence(offset.pence() * days);
    const Money over = std::max(given.charge_a_day - offset, Money{});
    return Money::from_pence(-over.pence() * days);
}

}  // namespace

int age_on(Date born_on, Date day) {
    const bool before_birthday =
        std::pair(day.month(), day.day()) < std::pair(born_on.month(), born_on.day());
    return day.year() - born_on.year() - (before_birthday ? 1 : 0);
}

Outcome<Money> minimum_rate(const RateBook& book, Date day, int age, bool is_apprentice) {
    RatesOnDay rates(book, day);
    const std::int64_t adult_age = rates.number("nmw.adult_age");
    std::string_view item = "nmw.18_to_20";
    if (age >= adult_age) item = "nmw.adult";
    if (age < 18) item = "nmw.under_18";
    if (is_apprentice) item = "nmw.apprentice";
    const Money rate = rates.money(item);
    return rates.complete(rate);
}

Outcome<WageFinding> check_minimum_wage(const RateBook& book, const WorkedPeriod& worked) {
    if (auto fault = fault_of(worked)) return *std::move(fault);
    RatesOnDay rates(book, worked.days.first);
    const Date rate_day =
        rates.yes("nmw.rate_of_period_start") ? worked.days.first : worked.days.last;
    const Date age_day =
        rates.yes("nmw.age_of_period_start") ? worked.days.first : worked.days.last;
    const auto complete = rates.complete(ledger::Done{});
    if (!complete.accepted()) return complete.refusal();
    const auto hourly =
        minimum_rate(book, rate_day, age_on(worked.born_on, age_day), worked.is_apprentice);
    if (!hourly.accepted()) return hourly.refusal();
    Money counted = worked.pay - worked.taken_for_employer;
    if (worked.accommodation) {
        RatesOnDay on_day(book, rate_day);
        const auto offset = on_day.complete(on_day.money("nmw.accommodation_day"));
        if (!offset.accepted()) return offset.refusal();
        counted += accommodation_effect(*worked.accommodation, offset.value());
    }
    const Money required =
        hourly.value().mul_div(worked.hours_hundredths, 100, ledger::Rounding::up);
    return WageFinding{hourly.value(), counted, required, std::max(required - counted, Money{})};
}

}  // namespace almoner::rules

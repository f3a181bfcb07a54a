#include "rules/payroll/national_insurance.h"

#include <algorithm>
#include <string>

namespace almoner::rules {
namespace {

using ledger::Money;
using ledger::Outcome;
using ledger::Refusal;

constexpr std::array<NiCategory, 17> categories = {{
    {'A', NiEmployeeRate::main, NiEmployerFrom::secondary},
    {'B', NiEmployeeRate::reduced, NiEmployerFrom::secondary},
    {'C', NiEmployeeRate::none, NiEmployerFrom::secondary},
    {'J', NiEmployeeRate::deferred, NiEmployerFrom::secondary},
    {'H', NiEmployeeRate::main, NiEmployerFrom::upper_secondary},
    {'M', NiEmployeeRate::main, NiEmployerFrom::upper_secondary},
    {'V', NiEmployeeRate::main, NiEmployerFrom::upper_secondary},
    {'Z', NiEmployeeRate::deferred, NiEmployerFrom::upper_secondary},
    {'F', NiEmployeeRate::main, NiEmployerFrom::zone_secondary},
    {'I', NiEmployeeRate::reduced, NiEmployerFrom::zone_secondary},
    {'S', NiEmployeeRate::none, NiEmployerFrom::zone_secondary},
    {'L', NiEmployeeRate::deferred, NiEmployerFrom::zone_secondary},
    {'N', NiEmployeeRate::main, NiEmployerFrom::zone_secondary},
    {'E', NiEmployeeRate::reduced, NiEmployerFrom::zone_secondary},
    {'K', NiEmployeeRate::none, NiEmployerFrom::zone_secondary},
    {'D', NiEmployeeRate::deferred, NiEmployerFrom::zone_secondary},
    {'X', NiEmployeeRate::none, NiEmployerFrom::never},
}};

// Tenths of a penny, of which five or fewer are dropped.
Money rounded(Money amount, std::int32_t rate_bp) {
    const std::int64_t tenths = amount.pence() * rate_bp / 1'000;
    return Money::from_pence(tenths / 10 + (tenths % 10 > 5 ? 1 : 0));
}

Money above(Money pay, Money threshold) {
    return std::max(pay - threshold, Money{});
}

// Up to the upper earnings limit, and above it.
Money both_parts(Money pay, Money from, Money upper, std::int32_t lower_bp, std::int32_t top_bp) {
    const Money split = std::max(from, upper);
    return rounded(above(std::min(pay, split), from), lower_bp) +
           rounded(above(pay, split), top_bp);
}

Money employee_part(const NiRates& rates, NiEmployeeRate kind, const NiThresholds& at, Money pay) {
    const auto with = [&](std::int32_t rate_bp) {
        return both_parts(pay, at.primary, at.upper_earnings_limit, rate_bp, rates.top_bp);
    };
    switch (kind) {
        case NiEmployeeRate::main: return with(rates.main_bp);
        case NiEmployeeRate::reduced: return with(rates.reduced_bp);
        case NiEmployeeRate::deferred: return with(rates.deferred_bp);
        case NiEmployeeRate::none: break;
    }
    return {};
}

Money employer_part(const NiRates& rates, NiEmployerFrom kind, const NiThresholds& at, Money pay) {
    const auto from = [&](Money threshold) {
        return both_parts(
            pay, threshold, at.upper_earnings_limit, rates.employer_bp, rates.employer_bp);
    };
    switch (kind) {
        case NiEmployerFrom::secondary: return from(at.secondary);
        case NiEmployerFrom::upper_secondary: return from(at.upper_secondary);
        case NiEmployerFrom::zone_secondary: return from(at.zone_secondary);
        case NiEmployerFrom::never: break;
    }
    return {};
}

NiThresholds thresholds_of(RatesOnDay& rates, PayFrequency frequency, bool has_zones) {
    const std::string period(name_of(frequency));
    NiThresholds at{.lower_earnings_limit = rates.money("ni.lel." + period),
                    .primary = rates.money("ni.pt." + period),
                    .secondary = rates.money("ni.st." + period),
                    .upper_earnings_limit = rates.money("ni.uel." + period),
                    .upper_secondary = rates.money("ni.ust." + period),
                    .zone_secondary = {}};
    if (has_zones) at.zone_secondary = rates.money("ni.fust." + period);
    return at;
}

}  // namespace

Outcome<NiRates> ni_rates(const RateBook& book, TaxYear year) {
    RatesOnDay on_day(book, year.days().first);
    NiRates rates{.year = year,
                  .thresholds = {},
                  .main_bp = on_day.bp("ni.employee.main"),
                  .reduced_bp = on_day.bp("ni.employee.reduced"),
                  .deferred_bp = on_day.bp("ni.employee.deferred"),
                  .top_bp = on_day.bp("ni.employee.top"),
                  .employer_bp = on_day.bp("ni.employer"),
                  .has_zones = on_day.has("ni.fust.yearly")};
    for (const PayFrequency frequency : all_pay_frequencies) {
        rates.thresholds[static_cast<std::size_t>(frequency)] =
            thresholds_of(on_day, frequency, rates.has_zones);
    }
    return on_day.complete(rates);
}

Outcome<NiCategory> ni_category(std::string_view letter) {
    const auto* const found = std::ranges::find_if(categories, [&](const NiCategory& each) {
        return letter.size() == 1 && letter.front() == each.letter;
    });
    if (found != categories.end()) return *found;
    return Refusal{
        "ni-letter-unknown",
        "This is not a National Insurance category letter.",
        "Write one capital letter, mostly A; C over State Pension age, M under 21, H for "
        "an apprentice under 25, J where it is deferred, X under 16.",
        "category",
        "SI 2001/1004"};
}

Outcome<NiDue> ni_due(const NiRates& rates,
                      const NiCategory& category,
                      PayFrequency frequency,
                      Money pay) {
    if (pay < Money{}) {
        return Refusal{
            "pay-below-zero",
            "The pay is below zero.",
            "Enter the pay of this payment as 0 or more; correct an earlier payment by a "
            "reversal.",
            "gross_period",
            ""};
    }
    if (category.employer == NiEmployerFrom::zone_secondary && !rates.has_zones) {
        return missing_rate("ni.fust." + std::string(name_of(frequency)), rates.year.days().first);
    }
    const NiThresholds& at = rates.thresholds[static_cast<std::size_t>(frequency)];
    NiDue due{.employee = employee_part(rates, category.employee, at, pay),
              .employer = employer_part(rates, category.employer, at, pay)};
    if (pay < at.lower_earnings_limit) return due;
    due.at_lel = at.lower_earnings_limit;
    due.lel_to_pt = std::min(pay, at.primary) - at.lower_earnings_limit;
    due.pt_to_uel = above(std::min(pay, at.upper_earnings_limit), at.primary);
    return due;
}

}  // namespace almoner::rules

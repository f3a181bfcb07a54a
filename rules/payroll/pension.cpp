#include "rules/payroll/pension.h"

#include "rules/payroll/minimum_wage.h"

#include <algorithm>
#include <string>

namespace almoner::rules {
namespace {

using ledger::Money;
using ledger::Outcome;
using ledger::Refusal;

constexpr std::int64_t whole_bp = 10'000;

Money share(Money of, std::int32_t bp) {
    return of.mul_div(bp, whole_bp, ledger::Rounding::nearest_half_up);
}

}  // namespace

Outcome<PensionRates> pension_rates(const RateBook& book, ledger::Date day) {
    RatesOnDay on_day(book, day);
    PensionRates rates{.thresholds = {},
                       .from_age = on_day.bp("pension.from_age"),
                       .lowest_age = on_day.bp("pension.lowest_age"),
                       .highest_age = on_day.bp("pension.highest_age"),
                       .trigger_counts_when_equal = on_day.yes("pension.trigger_counts_when_equal"),
                       .least_total_bp = on_day.bp("pension.least_total"),
                       .least_employer_bp = on_day.bp("pension.least_employer"),
                       .tax_relief_bp = on_day.bp("pension.tax_relief")};
    for (const PayFrequency frequency : all_pay_frequencies) {
        const std::string period(name_of(frequency));
        rates.thresholds[static_cast<std::size_t>(frequency)] = {
            on_day.money("pension.trigger." + period),
            on_day.money("pension.lower." + period),
            on_day.money("pension.upper." + period)};
    }
    return on_day.complete(rates);
}

WorkerKind worker_kind(const PensionRates& rates, const WorkerFacts& facts) {
    const int age = age_on(facts.born_on, facts.assessed_on);
    if (age < rates.lowest_age || age >= rates.highest_age) return WorkerKind::outside;
    const PensionThresholds& at = rates.thresholds[static_cast<std::size_t>(facts.frequency)];
    if (facts.pay <= at.lower) return WorkerKind::entitled;
    const bool reaches_trigger =
        facts.pay > at.trigger || (rates.trigger_counts_when_equal && facts.pay == at.trigger);
    const bool of_age = age >= rates.from_age && facts.assessed_on < facts.state_pension_from;
    return reaches_trigger && of_age ? WorkerKind::eligible : WorkerKind::non_eligible;
}

Outcome<ledger::Done> check_pension_scheme(const PensionRates& rates, const PensionScheme& scheme) {
    if (scheme.employer_bp >= rates.least_employer_bp && scheme.employee_bp >= 0 &&
        scheme.employee_bp + scheme.employer_bp >= rates.least_total_bp) {
        return ledger::Done{};
    }
    return Refusal{"pension-contributions-too-low",
                   "The contributions are below what automatic enrolment asks for.",
                   "Set at least " + std::to_string(rates.least_employer_bp / 100) +
                       "% from the employer and " + std::to_string(rates.least_total_bp / 100) +
                       "% together.",
                   "employer_share",
                   "Pensions Act 2008 s.20"};
}

PensionDue pension_due(const PensionRates& rates,
                       const PensionScheme& scheme,
                       PayFrequency frequency,
                       Money pay) {
    const PensionThresholds& at = rates.thresholds[static_cast<std::size_t>(frequency)];
    PensionDue due{.qualifying = std::max(std::min(pay, at.upper) - at.lower, Money{})};
    const Money whole = share(due.qualifying, scheme.employee_bp);
    due.employer = share(due.qualifying, scheme.employer_bp);
    if (scheme.relief == PensionRelief::at_source) {
        due.relief = share(whole, rates.tax_relief_bp);
        due.employee = whole - due.relief;
    } else {
        due.employee = whole;
        due.off_taxable = whole;
    }
    return due;
}

}  // namespace almoner::rules

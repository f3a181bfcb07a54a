#include "rules/payroll/payday.h"

#include <algorithm>
#include <utility>

namespace almoner::rules {
namespace {

using ledger::Money;
using ledger::Outcome;

constexpr std::int64_t minutes_an_hour = 60;
constexpr std::int64_t hundredths = 100;

Money for_minutes(Money rate, std::int64_t minutes) {
    return rate.mul_div(minutes, minutes_an_hour, ledger::Rounding::nearest_half_up);
}

Money sum_of(const std::vector<PayLine>& lines, bool is_expense) {
    Money sum;
    for (const PayLine& each : lines) {
        if ((each.counts == PayCounts::expense) == is_expense) sum += each.amount;
    }
    return sum;
}

// Parts of an hour below a hundredth are left out: nobody is told of a penny that is not missing.
WorkedPeriod worked_in(const PaydayTerms& terms,
                       const std::vector<PayLine>& lines,
                       const ledger::Period& days) {
    WorkedPeriod worked{
        .days = days, .born_on = terms.about.born_on, .is_apprentice = terms.is_apprentice};
    std::int64_t minutes = 0;
    for (const PayLine& each : lines) {
        if (each.counts != PayCounts::wage || each.worked.value_or(terms.worked) != days) continue;
        minutes += each.quantity;
        worked.pay += each.counted;
    }
    worked.hours_hundredths = minutes * hundredths / minutes_an_hour;
    return worked;
}

// Hours of an earlier pay reference period go by its own rate and age, and are not made up for by
// what another pays above it.
Outcome<WageFinding> wage_of(const RateBook& book,
                             const PaydayTerms& terms,
                             const std::vector<PayLine>& lines) {
    std::vector<ledger::Period> periods;
    periods.reserve(lines.size());
    for (const PayLine& each : lines) {
        const ledger::Period days = each.worked.value_or(terms.worked);
        const bool is_new = std::ranges::find(periods, days) == periods.end();
        if (each.counts == PayCounts::wage && is_new) periods.push_back(days);
    }
    if (periods.empty()) periods.push_back(terms.worked);
    std::ranges::sort(periods, {}, &ledger::Period::first);
    WageFinding sum;
    for (const ledger::Period& days : periods) {
        const auto wage = check_minimum_wage(book, worked_in(terms, lines, days));
        if (!wage.accepted()) return wage.refusal();
        sum.hourly = wage.value().hourly;
        sum.counted += wage.value().counted;
        sum.required += wage.value().required;
        sum.shortfall += wage.value().shortfall;
    }
    return sum;
}

bool is_in_scheme(const PaydayTerms& terms) {
    return terms.pension.status == PensionStatus::active;
}

SlipTerms slip_terms(const PaydayTerms& terms, const Payday& payday, const NiCategory& category) {
    SlipTerms slip{.paid_on = terms.paid_on,
                   .period = payday.period,
                   .code = payday.code,
                   .basis = payday.basis,
                   .category = category,
                   .loans = terms.loans,
                   .pension = std::nullopt,
                   .orders = terms.orders};
    if (!is_in_scheme(terms)) return slip;
    slip.pension = terms.scheme;
    if (terms.joined_without_employer) slip.pension->employer_bp = 0;
    return slip;
}

Outcome<PensionAction> assess(const RateBook& book,
                              const SlipRates& rates,
                              const PaydayTerms& terms,
                              Payday& payday,
                              Money pay) {
    // Nobody is too old whose day of State Pension is not known: by then somebody has looked.
    constexpr int far_off = 100;
    payday.worker = worker_kind(rates.pension,
                                {.born_on = terms.about.born_on,
                                 .state_pension_from = terms.about.state_pension_from.value_or(
                                     months_later(terms.about.born_on, far_off * 12)),
                                 .assessed_on = terms.paid_on,
                                 .frequency = terms.frequency,
                                 .pay = pay});
    return pension_action(book, terms.pension, payday.worker, {.on = terms.paid_on});
}

// Below zero as well: a refund is shared as a payment is.
std::vector<Money> shared(Money whole, std::span<const std::int64_t> weights) {
    if (whole >= Money{}) return whole.allocate(weights);
    std::vector<Money> parts = (-whole).allocate(weights);
    for (Money& each : parts) each = -each;
    return parts;
}

}  // namespace

PayLine wage_line(std::string kind, std::int64_t minutes, Money rate, Money basic) {
    return {.kind = std::move(kind),
            .quantity = minutes,
            .rate = rate,
            .amount = for_minutes(rate, minutes),
            .counted = for_minutes(std::min(rate, basic), minutes)};
}

PayLine counted_line(std::string kind, std::int64_t quantity, Money rate, PayCounts counts) {
    return {.kind = std::move(kind),
            .quantity = quantity,
            .rate = rate,
            .amount = rate.mul_div(quantity, 1, ledger::Rounding::nearest_half_up),
            .counts = counts};
}

PayLine sum_line(std::string kind, Money amount, std::string rule) {
    return {.kind = std::move(kind),
            .amount = amount,
            .counts = PayCounts::pay,
            .rule = std::move(rule)};
}

const Outcome<SlipRates>& PaydayRates::on(ledger::Date paid_on) {
    if (!rates_ || day_ != paid_on) {
        rates_.emplace(slip_rates(*book_, paid_on));
        day_ = paid_on;
    }
    return *rates_;
}

Outcome<Payday> payday_for(const RateBook& book,
                           const PaydayTerms& terms,
                           const SlipToDate& before,
                           std::vector<PayLine> lines) {
    PaydayRates rates(book);
    return payday_for(rates, terms, before, std::move(lines));
}

Outcome<Payday> payday_for(PaydayRates& on_paydays,
                           const PaydayTerms& terms,
                           const SlipToDate& before,
                           std::vector<PayLine> lines) {
    const RateBook& book = on_paydays.book();
    const Outcome<SlipRates>& rates = on_paydays.on(terms.paid_on);
    if (!rates.accepted()) return rates.refusal();
    Payday payday{.lines = std::move(lines),
                  .period = tax_period_of(terms.paid_on, terms.frequency),
                  .code = terms.code,
                  .basis = terms.basis,
                  .ni_letter = ni_letter_on(terms.about, terms.paid_on)};
    if (terms.is_after_leaving) {
        payday.code = TaxCode{.regime = terms.code.regime};
        payday.basis = TaxBasis::this_period;
    }
    const auto category = ni_category(std::string(1, payday.ni_letter));
    if (!category.accepted()) return category.refusal();
    auto slip = slip_for(rates.value(),
                         slip_terms(terms, payday, category.value()),
                         before,
                         sum_of(payday.lines, false));
    if (!slip.accepted()) return slip.refusal();
    payday.slip = std::move(slip).value();
    payday.expenses = sum_of(payday.lines, true);
    payday.recovered = std::clamp(terms.to_recover, Money{}, std::max(payday.slip.net, Money{}));
    const auto wage = wage_of(book, terms, payday.lines);
    if (!wage.accepted()) return wage.refusal();
    payday.wage = wage.value();
    const auto action =
        assess(book, rates.value(), terms, payday, payday.slip.gross + before.in_period.gross);
    if (!action.accepted()) return action.refusal();
    payday.action = action.value();
    return payday;
}

SlipCost cost_of(const Payday& payday, Money allowance) {
    const Slip& slip = payday.slip;
    SlipCost cost{.net_pay = slip.net + payday.expenses,
                  .hmrc = slip.tax.tax + slip.ni.employee + slip.ni.employer + slip.loans.plan +
                          slip.loans.postgraduate - allowance,
                  .pension = slip.pension.employee + slip.pension.employer};
    for (const OrderDue& each : slip.orders) cost.attachment += each.taken;
    return cost;
}

std::vector<SlipCost> split_cost(const SlipCost& whole, std::span<const std::int64_t> weights) {
    const std::vector<Money> net_pay = shared(whole.net_pay, weights);
    const std::vector<Money> hmrc = shared(whole.hmrc, weights);
    const std::vector<Money> pension = shared(whole.pension, weights);
    const std::vector<Money> attachment = shared(whole.attachment, weights);
    std::vector<SlipCost> parts;
    parts.reserve(weights.size());
    for (std::size_t i = 0; i < weights.size(); ++i) {
        parts.push_back({net_pay[i], hmrc[i], pension[i], attachment[i]});
    }
    return parts;
}

}  // namespace almoner::rules

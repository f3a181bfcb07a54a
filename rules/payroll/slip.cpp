#include "rules/payroll/slip.h"

#include <algorithm>
#include <utility>

namespace almoner::rules {
namespace {

using ledger::Money;
using ledger::Outcome;

// Whole pounds, for a loan is collected in them.
Money within(Money due, Money left) {
    if (due <= left) return due;
    return Money::from_pence(std::max<std::int64_t>(left.pence(), 0) / 100 * 100);
}

}  // namespace

Outcome<SlipRates> slip_rates(const RateBook& book, ledger::Date paid_on) {
    const TaxYear year = TaxYear::of(paid_on);
    auto tax = tax_rates(book, year);
    const auto ni = ni_rates(book, year);
    const auto loans = loan_rates(book, year);
    const auto pension = pension_rates(book, paid_on);
    if (!tax.accepted()) return tax.refusal();
    if (!ni.accepted()) return ni.refusal();
    if (!loans.accepted()) return loans.refusal();
    if (!pension.accepted()) return pension.refusal();
    return SlipRates{std::move(tax).value(), ni.value(), loans.value(), pension.value()};
}

Money Slip::deductions() const {
    Money taken = tax.tax + ni.employee + loans.plan + loans.postgraduate + pension.employee;
    for (const OrderDue& each : orders) taken += each.taken;
    return taken;
}

Money Slip::employer_cost() const {
    return gross + ni.employer + pension.employer;
}

Outcome<Slip> slip_for(const SlipRates& rates,
                       const SlipTerms& terms,
                       const SlipToDate& before,
                       Money gross) {
    const PayFrequency frequency = terms.period.frequency;
    Slip slip{.gross = gross};
    const auto ni = ni_due(rates.ni, terms.category, frequency, gross);
    if (!ni.accepted()) return ni.refusal();
    slip.ni = ni.value();
    if (terms.pension) slip.pension = pension_due(rates.pension, *terms.pension, frequency, gross);
    slip.taxable = gross - slip.pension.off_taxable;
    const auto tax = tax_due(rates.tax,
                             {.code = terms.code,
                              .basis = terms.basis,
                              .period = terms.period,
                              .pay = slip.taxable,
                              .pay_to_date = before.taxable + slip.taxable,
                              .tax_before = before.tax});
    if (!tax.accepted()) return tax.refusal();
    slip.tax = tax.value();
    const auto loans = loan_due(rates.loans, terms.loans, frequency, gross);
    if (!loans.accepted()) return loans.refusal();
    Money left = gross - slip.tax.tax - slip.ni.employee - slip.pension.employee;
    auto orders = take_orders(terms.orders, terms.paid_on, left);
    if (!orders.accepted()) return orders.refusal();
    slip.orders = std::move(orders).value();
    for (const OrderDue& each : slip.orders) left -= each.taken;
    slip.loans.plan = within(loans.value().plan, left);
    left -= slip.loans.plan;
    slip.loans.postgraduate = within(loans.value().postgraduate, left);
    slip.net = left - slip.loans.postgraduate;
    return slip;
}

}  // namespace almoner::rules

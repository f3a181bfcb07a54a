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

NiDue less(const NiDue& all, const NiDue& before) {
    return {.employee = all.employee - before.employee,
            .employer = all.employer - before.employer,
            .at_lel = all.at_lel - before.at_lel,
            .lel_to_pt = all.lel_to_pt - before.lel_to_pt,
            .pt_to_uel = all.pt_to_uel - before.pt_to_uel};
}

LoanDue less(const LoanDue& all, const LoanDue& before) {
    return {.plan = std::max(all.plan - before.plan, Money{}),
            .postgraduate = std::max(all.postgraduate - before.postgraduate, Money{})};
}

PensionDue less(const PensionDue& all, const PensionDue& before) {
    return {.qualifying = all.qualifying - before.qualifying,
            .employee = all.employee - before.employee,
            .relief = all.relief - before.relief,
            .employer = all.employer - before.employer,
            .off_taxable = all.off_taxable - before.off_taxable};
}

constexpr std::int64_t whole_bp = 10'000;

// Where each period stands alone its payments are taxed together; the overriding limit is that of
// this payment.
Outcome<TaxDue> tax_of(const SlipRates& rates,
                       const SlipTerms& terms,
                       const SlipToDate& before,
                       Money taxable) {
    const bool stands_alone = terms.basis == TaxBasis::this_period || terms.period.is_extra();
    const Money earlier = stands_alone ? before.in_period.taxable : Money{};
    auto due = tax_due(rates.tax,
                       {.code = terms.code,
                        .basis = terms.basis,
                        .period = terms.period,
                        .pay = taxable + earlier,
                        .pay_to_date = before.taxable + taxable,
                        .tax_before = before.tax});
    if (!due.accepted() || !stands_alone) return due;
    TaxDue own = due.value();
    const Money wanted = std::max(own.tax - before.in_period.tax, Money{});
    const Money most = Money::from_pence(std::max<std::int64_t>(taxable.pence(), 0) *
                                         rates.tax.limit_bp / whole_bp);
    own.limited = own.limited || wanted > most;
    own.tax = std::min(wanted, most);
    own.tax_to_date = before.tax + own.tax;
    return own;
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
    const PaidInPeriod& earlier = before.in_period;
    const Money together = gross + earlier.gross;
    Slip slip{.gross = gross};
    const auto ni = ni_due(rates.ni, terms.category, frequency, together);
    if (!ni.accepted()) return ni.refusal();
    slip.ni = less(ni.value(), earlier.ni);
    if (terms.pension) {
        slip.pension =
            less(pension_due(rates.pension, *terms.pension, frequency, together), earlier.pension);
    }
    slip.taxable = gross - slip.pension.off_taxable;
    const auto tax = tax_of(rates, terms, before, slip.taxable);
    if (!tax.accepted()) return tax.refusal();
    slip.tax = tax.value();
    const auto loans = loan_due(rates.loans, terms.loans, frequency, together);
    if (!loans.accepted()) return loans.refusal();
    const LoanDue loan = less(loans.value(), earlier.loans);
    Money left = gross - slip.tax.tax - slip.ni.employee - slip.pension.employee;
    auto orders = take_orders(terms.orders, terms.paid_on, left);
    if (!orders.accepted()) return orders.refusal();
    slip.orders = std::move(orders).value();
    for (const OrderDue& each : slip.orders) left -= each.taken;
    slip.loans.plan = within(loan.plan, left);
    left -= slip.loans.plan;
    slip.loans.postgraduate = within(loan.postgraduate, left);
    slip.net = left - slip.loans.postgraduate;
    return slip;
}

}  // namespace almoner::rules

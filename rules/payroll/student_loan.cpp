#include "rules/payroll/student_loan.h"

#include <algorithm>
#include <cstddef>
#include <string>

namespace almoner::rules {
namespace {

using ledger::Money;
using ledger::Outcome;
using ledger::Refusal;

std::string_view letters_of(LoanPlan plan) {
    switch (plan) {
        case LoanPlan::plan_1: return "1";
        case LoanPlan::plan_2: return "2";
        case LoanPlan::plan_4: return "4";
        case LoanPlan::plan_5: return "5";
        case LoanPlan::postgraduate: break;
    }
    return "PG";
}

std::string yearly_item(LoanPlan plan) {
    const bool postgraduate = plan == LoanPlan::postgraduate;
    return "loan." + std::string(postgraduate ? "postgraduate" : letters_of(plan)) + ".yearly";
}

Refusal unknown_plan() {
    return {"loan-plan-unknown",
            "This is not a student loan plan.",
            "Write 1, 2, 4, 5 or PG; with both loans as 2+PG; leave it empty where there is none.",
            "plan",
            ""};
}

Money deduction(const LoanRate& rate, PayFrequency frequency, Money pay) {
    const int weeks = weeks_in(frequency);
    const Money threshold = weeks == 0 ? rate.yearly.mul_div(1, 12, ledger::Rounding::down)
                                       : rate.yearly.mul_div(weeks, 52, ledger::Rounding::down);
    const std::int64_t over = std::max<std::int64_t>((pay - threshold).pence(), 0);
    return Money::from_pence(over * rate.rate_bp / 1'000'000 * 100);
}

}  // namespace

Outcome<Loans> parse_loans(std::string_view text) {
    Loans loans;
    while (true) {
        const std::size_t plus = text.find('+');
        const std::string_view word = text.substr(0, plus);
        const auto* const found = std::ranges::find_if(
            all_loan_plans, [&](LoanPlan plan) { return letters_of(plan) == word; });
        if (found == all_loan_plans.end()) return unknown_plan();
        if (*found == LoanPlan::postgraduate) {
            loans.postgraduate = true;
        } else if (loans.plan) {
            return Refusal{"loan-plans-two",
                           "Only one student loan plan is collected at a time.",
                           "Keep the plan of the latest notice; PG may stand beside it.",
                           "plan",
                           ""};
        } else {
            loans.plan = *found;
        }
        if (plus == std::string_view::npos) return loans;
        text.remove_prefix(plus + 1);
    }
}

Outcome<LoanRates> loan_rates(const RateBook& book, TaxYear year) {
    RatesOnDay on_day(book, year.days().first);
    LoanRates rates{.year = year, .plans = {}};
    bool any = false;
    for (const LoanPlan plan : all_loan_plans) {
        const std::string yearly = yearly_item(plan);
        if (!on_day.has(yearly)) continue;
        any = true;
        const bool postgraduate = plan == LoanPlan::postgraduate;
        rates.plans[static_cast<std::size_t>(plan)] = {
            true,
            on_day.money(yearly),
            on_day.bp(postgraduate ? "loan.postgraduate.rate" : "loan.rate")};
    }
    if (!any) return missing_rate(yearly_item(LoanPlan::plan_1), on_day.day());
    return on_day.complete(rates);
}

Outcome<LoanDue> loan_due(const LoanRates& rates,
                          const Loans& loans,
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
    LoanDue due;
    const auto take = [&](LoanPlan plan, Money& into) {
        const LoanRate& rate = rates.plans[static_cast<std::size_t>(plan)];
        if (rate.known) into = deduction(rate, frequency, pay);
        return rate.known;
    };
    if (loans.plan && !take(*loans.plan, due.plan)) {
        return missing_rate(yearly_item(*loans.plan), rates.year.days().first);
    }
    if (loans.postgraduate && !take(LoanPlan::postgraduate, due.postgraduate)) {
        return missing_rate(yearly_item(LoanPlan::postgraduate), rates.year.days().first);
    }
    return due;
}

}  // namespace almoner::rules

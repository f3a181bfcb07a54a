#include "rules/payroll/employer_reliefs.h"

#include <algorithm>
#include <string>

namespace almoner::rules {
namespace {

using ledger::Money;
using ledger::Outcome;
using ledger::Refusal;

constexpr std::int64_t whole_bp = 10'000;

Refusal below_zero(std::string field) {
    return {
        "pay-below-zero", "The sum is below zero.", "Enter it as 0 or more.", std::move(field), ""};
}

}  // namespace

Outcome<AllowanceUse> use_employment_allowance(const RateBook& book,
                                               TaxYear year,
                                               const AllowanceClaim& claim,
                                               Money employer_ni) {
    if (employer_ni < Money{}) return below_zero("employer_ni");
    if (!claim.claimed) return AllowanceUse{Money{}, employer_ni, Money{}};
    if (!claim.all_work_is_care) {
        return Refusal{"allowance-not-care",
                       "Not all of the work is for the person's care.",
                       "Claim only when no employee does other work, such as a gardener.",
                       "employment_allowance",
                       "NIM06520"};
    }
    RatesOnDay rates(book, year.days().first);
    const auto allowance = rates.complete(rates.money("ni.employment_allowance"));
    if (!allowance.accepted()) return allowance.refusal();
    if (claim.used_before < Money{} || claim.used_before > allowance.value()) {
        return Refusal{"allowance-overused",
                       "More is down as used than the year's allowance.",
                       "Correct what was used before in this year.",
                       "used_before",
                       ""};
    }
    const Money used = std::min(employer_ni, allowance.value() - claim.used_before);
    return AllowanceUse{used, employer_ni - used, allowance.value() - claim.used_before - used};
}

Outcome<Recovery> recover_statutory_pay(const RateBook& book,
                                        TaxYear year,
                                        Money class_1_last_year,
                                        Money statutory_pay) {
    if (statutory_pay < Money{} || class_1_last_year < Money{}) return below_zero("statutory_pay");
    RatesOnDay rates(book, year.days().first);
    const Money limit = rates.money("recovery.small_limit");
    const std::int64_t normal_bp = rates.number("recovery.normal");
    const std::int64_t small_bp = rates.number("recovery.small");
    Recovery recovery{.is_small_employer = class_1_last_year <= limit};
    const auto share = [&](std::int64_t bp) {
        return statutory_pay.mul_div(bp, whole_bp, ledger::Rounding::nearest_half_up);
    };
    if (recovery.is_small_employer) {
        recovery.of_pay = statutory_pay;
        recovery.compensation = share(std::max<std::int64_t>(small_bp - whole_bp, 0));
    } else {
        recovery.of_pay = share(normal_bp);
    }
    return rates.complete(recovery);
}

}  // namespace almoner::rules

#include "rules/surplus/surplus_sum.h"

namespace almoner::rules {

using ledger::Money;

Known<Money> free_balance(const SurplusFacts& facts) {
    Known<Money> left = known(facts.cleared_balance);
    for (const Sum* const part : {&facts.uncleared,
                                  &facts.reserves,
                                  &facts.contingency,
                                  &facts.in_advance,
                                  &facts.contribution_adjustment}) {
        left = less(left, *part);
    }
    return left;
}

Known<Money> surplus_threshold(const SurplusFacts& facts, const Policy& policy) {
    return worked_out(
        [&](Money weekly) {
            return weekly.mul_div(
                policy.number(Parameter::surplus_threshold_weeks), 1, ledger::Rounding::down);
        },
        facts.weekly_amount);
}

}  // namespace almoner::rules

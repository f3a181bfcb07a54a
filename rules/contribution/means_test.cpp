#include "rules/contribution/means_test.h"

#include <algorithm>

namespace almoner::rules {

using ledger::Money;

std::optional<Money> tariff_income(Money capital, const Policy& policy) {
    if (capital > policy.money(Parameter::contribution_upper_capital)) return std::nullopt;
    const Money above = capital - policy.money(Parameter::contribution_lower_capital);
    if (above <= Money{}) return Money{};
    const std::int64_t step = policy.number(Parameter::contribution_tariff_step);
    return Money::from_pence((above.pence() + step - 1) / step * 100);
}

Money contribution_from(std::int64_t pence_numerator, std::int64_t denominator) {
    if (denominator <= 0) throw ledger::InvariantBroken("a fraction without a denominator");
    return Money::from_pence(pence_numerator < 0 ? 0 : pence_numerator / denominator);
}

Money net_payment(Money gross, Money contribution) {
    return std::max(Money{}, gross - contribution);
}

Money days_of_week(Money weekly, std::int64_t days) {
    return weekly.mul_div(days, 7, ledger::Rounding::nearest_half_up);
}

}  // namespace almoner::rules

#include "rules/entitlement/uplift.h"

#include <algorithm>

namespace almoner::rules {
namespace {

using ledger::Money;
using ledger::Refusal;

constexpr std::int64_t whole_bp = 10'000;

Refusal lowers(const Rate& rate) {
    return Refusal{"uplift-lowers",
                   "The amount from " + rate.from_on.words() + " would fall.",
                   "Lower an amount through a review with notice, not by an uplift.",
                   "change",
                   "SI 2013/1617 reg 13(5)"};
}

RateHistory with_rate_from(const RateHistory& rates, ledger::Date from_on, Money amount) {
    RateHistory changed = rates;
    Rate raised = changed.back();
    raised.from_on = from_on;
    raised.amount = amount;
    if (changed.back().from_on == from_on) {
        changed.back() = raised;
    } else {
        changed.back().until_on = from_on - 1;
        changed.push_back(raised);
    }
    return changed;
}

}  // namespace

Money uplifted(Money amount, const UpliftChange& change) {
    if (const auto* to = std::get_if<NewAmount>(&change)) return to->amount;
    return amount.mul_div(
        whole_bp + std::get<IncreaseBp>(change).bp, whole_bp, ledger::Rounding::nearest_half_up);
}

bool is_meant(const Uplift& uplift, const PlanLine& line) {
    const auto rate = rate_on(line.rates, uplift.from_on);
    if (!rate || rate->frequency == RateFrequency::one_off) return false;
    const UpliftScope& scope = uplift.scope;
    return (!scope.stream || *scope.stream == line.stream) &&
           (!scope.amount || *scope.amount == rate->amount) &&
           (!scope.frequency || *scope.frequency == rate->frequency);
}

ledger::Outcome<UpliftedLine> uplift_line(const Uplift& uplift, const PlanLine& line) {
    if (!is_meant(uplift, line)) {
        return Refusal{"uplift-not-meant",
                       "The plan line is not among those that the uplift is for.",
                       "Leave it out.",
                       "plan_line",
                       ""};
    }
    if (line.rates.back().from_on > uplift.from_on) {
        return Refusal{
            "uplift-later-rate",
            "An amount from " + line.rates.back().from_on.words() + " is agreed already.",
            "Decide that line by hand.",
            "from_on",
            ""};
    }
    const Rate& rate = line.rates.back();
    const Money after = uplifted(rate.amount, uplift.change);
    if (after < rate.amount) return lowers(rate);
    return UpliftedLine{rate.amount, after, with_rate_from(line.rates, uplift.from_on, after)};
}

}  // namespace almoner::rules

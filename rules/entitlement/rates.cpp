#include "rules/entitlement/rates.h"

#include <algorithm>
#include <cstddef>
#include <string>

namespace almoner::rules {
namespace {

using ledger::Refusal;

std::optional<Refusal> fault_of(const Rate& rate) {
    if (rate.amount < ledger::Money{}) {
        return Refusal{"rate-below-zero",
                       "The amount from " + rate.from_on.words() + " is below zero.",
                       "Give an amount of zero or more.",
                       "amount",
                       ""};
    }
    if (rate.until_on && *rate.until_on < rate.from_on) {
        return Refusal{"rate-ends-before-it-starts",
                       "The amount from " + rate.from_on.words() + " ends before that day.",
                       "Mend its first or last day.",
                       "until_on",
                       ""};
    }
    return std::nullopt;
}

std::optional<Refusal> fault_between(const Rate& earlier, const Rate& later) {
    if (later.from_on <= earlier.from_on) {
        return Refusal{"rates-out-of-order",
                       "Two amounts start on " + later.from_on.words() + " or are out of order.",
                       "Give each amount its own first day, oldest first.",
                       "from_on",
                       ""};
    }
    if (earlier.until_on && later.from_on <= *earlier.until_on) {
        return Refusal{"rates-overlap",
                       "The amount from " + later.from_on.words() +
                           " starts before the earlier one has ended.",
                       "End the earlier amount the day before, or leave its end out.",
                       "until_on",
                       ""};
    }
    if ((earlier.frequency == RateFrequency::one_off) !=
        (later.frequency == RateFrequency::one_off)) {
        return Refusal{"one-off-among-regular",
                       "A one-off sum stands among regular amounts.",
                       "Give the one-off sum a plan line of its own.",
                       "frequency",
                       ""};
    }
    return std::nullopt;
}

}  // namespace

ledger::Outcome<ledger::Done> check_rates(const RateHistory& rates) {
    for (std::size_t i = 0; i < rates.size(); ++i) {
        if (const auto fault = fault_of(rates[i])) return *fault;
        if (i == 0) continue;
        if (const auto fault = fault_between(rates[i - 1], rates[i])) return *fault;
    }
    return ledger::Done{};
}

std::optional<Rate> rate_on(const RateHistory& rates, ledger::Date day) {
    const auto after =
        std::upper_bound(rates.begin(), rates.end(), day, [](ledger::Date d, const Rate& r) {
            return d < r.from_on;
        });
    if (after == rates.begin()) return std::nullopt;
    const Rate& rate = *(after - 1);
    if (rate.until_on && *rate.until_on < day) return std::nullopt;
    return rate;
}

}  // namespace almoner::rules

#include "rules/contribution/assessment.h"

#include "ledger/values/invariant.h"
#include "rules/contribution/means_test.h"

#include <algorithm>

namespace almoner::rules {
namespace {

using ledger::Money;

struct Weeks {
    std::int64_t numerator = 4;
    std::int64_t denominator = 1;
};

Weeks weeks_of(ledger::Frequency per) {
    switch (per) {
        case ledger::Frequency::four_weekly: return {4, 1};
        case ledger::Frequency::monthly: return {52, 12};
        case ledger::Frequency::one_off: break;
    }
    throw ledger::InvariantBroken("a contribution to what is paid once");
}

}  // namespace

MeansAssessed assess(const MeansTold& told, const Policy& policy) {
    MeansAssessed found;
    for (const Income& each : told.income) {
        // SI 2014/2672 reg 14(1): earnings are disregarded.
        if (each.kind != IncomeKind::earnings) found.income += each.weekly;
        if (each.kind == IncomeKind::direct_payment) found.counts_direct_payment = true;
    }
    found.tariff = told.tariff.value_or(tariff_income(told.capital, policy).value_or(Money{}));
    const Money before = found.income + found.tariff - told.expenses;
    found.weekly = told.weekly.value_or(std::max(Money{}, before - told.guarantee));
    found.income_left = before - found.weekly;
    const Weeks weeks = weeks_of(told.per);
    found.exact_numerator = found.weekly.pence() * weeks.numerator;
    found.exact_denominator = weeks.denominator;
    found.per_period =
        told.per_period.value_or(contribution_from(found.exact_numerator, found.exact_denominator));
    return found;
}

}  // namespace almoner::rules

#include "rules/review/review_dates.h"

#include "rules/engine/dates.h"

#include <algorithm>

namespace almoner::rules {
namespace {

using ledger::Date;

Parameter first_months(Regime regime) {
    switch (regime) {
        case Regime::nhs: return Parameter::review_nhs_first_months;
        case Regime::asc: return Parameter::review_asc_first_months;
        case Regime::sen: return Parameter::review_sen_first_months;
        case Regime::chd: return Parameter::review_children_first_months;
    }
    return Parameter::review_nhs_first_months;
}

}  // namespace

std::optional<Date> first_review_by(Regime regime, Date first_payment_on, const Policy& policy) {
    std::optional<Date> by;
    if (const std::int64_t months = policy.number(first_months(regime)); months > 0) {
        by = months_after(first_payment_on, months);
    }
    if (const std::int64_t weeks = policy.number(Parameter::review_first_weeks); weeks > 0) {
        const Date sooner = days_after(first_payment_on, 7 * weeks);
        by = by ? std::min(*by, sooner) : sooner;
    }
    return by;
}

std::optional<Date> next_review_by(Regime regime, Date last_review_on, const Policy& policy) {
    if (regime != Regime::nhs && regime != Regime::asc) return std::nullopt;
    return months_after(last_review_on,
                        policy.number(regime == Regime::nhs ? Parameter::review_nhs_next_months
                                                            : Parameter::review_asc_next_months));
}

std::optional<Date> first_review_by(std::span<const Regime> regimes,
                                    Date first_payment_on,
                                    const Policy& policy) {
    std::optional<Date> earliest;
    for (const Regime regime : regimes) {
        const auto by = first_review_by(regime, first_payment_on, policy);
        if (by && (!earliest || *by < *earliest)) earliest = by;
    }
    return earliest;
}

}  // namespace almoner::rules

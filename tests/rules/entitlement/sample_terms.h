// Dates, periods and plan lines in few words, for the tests of what is due.
#pragma once

#include "rules/entitlement/due.h"

#include <string_view>

namespace almoner::testing {

inline ledger::Date on(std::string_view iso) {
    return ledger::Date::parse(iso).value();
}

inline ledger::Money pence(std::int64_t pence) {
    return ledger::Money::from_pence(pence);
}

inline ledger::PayPeriod four_weeks_from(std::string_view iso) {
    const ledger::Period days{on(iso), on(iso) + 27};
    return {days, days, ledger::Frequency::four_weekly};
}

inline ledger::PayPeriod month(std::string_view first, std::string_view last) {
    const ledger::Period days{on(first), on(last)};
    return {days, days, ledger::Frequency::monthly};
}

inline rules::Rate rate(std::string_view from, std::int64_t pence, rules::RateFrequency frequency) {
    return {on(from), std::nullopt, ledger::Money::from_pence(pence), frequency};
}

inline rules::Rate weekly(std::string_view from, std::int64_t pence) {
    return rate(from, pence, rules::RateFrequency::weekly);
}

}  // namespace almoner::testing

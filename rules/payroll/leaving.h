// What the law gives at the end of a job: notice, pay in its place, redundancy pay.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/values/money.h"
#include "rules/payroll/rate_book.h"

#include <cstdint>

namespace almoner::rules {

struct Service {
    ledger::Date began_on{};
    ledger::Date ends_on{};  // the last day of it

    [[nodiscard]] int whole_years() const;
};

// Weeks of notice that an employer must give: none in the first month, one in the first two years,
// then one for each whole year, to the most that the rates hold (ERA 1996 s.86; the figures are
// marked). Refused: `payroll-rate-missing`, `service-turned-round`.
[[nodiscard]] ledger::Outcome<int> notice_weeks(const RateBook& book, const Service& service);

// Pay in place of `weeks` of notice that were not worked. It is taxed like wages.
[[nodiscard]] ledger::Money pay_in_lieu(ledger::Money week, int weeks);

struct RedundancyPay {
    int years = 0;         // that count
    int half_weeks = 0;    // of pay: each year gives 1, 2 or 3 by the age in it
    ledger::Money week{};  // after the limit
    ledger::Money amount{};

    friend bool operator==(const RedundancyPay&, const RedundancyPay&) = default;
};

// For each whole year of service, counted back from its end: half a week's pay below 22, a week's
// from 22, one and a half from 41 (ERA 1996 s.162; the ages, limits and years are marked in the
// rates). Refused: `payroll-rate-missing`, `service-turned-round`, `service-too-short`,
// `born-later`, `pay-below-zero`.
[[nodiscard]] ledger::Outcome<RedundancyPay> redundancy_pay(const RateBook& book,
                                                            const Service& service,
                                                            ledger::Date born_on,
                                                            ledger::Money week);

}  // namespace almoner::rules

// What the law gives at the end of a job: notice, pay in its place, redundancy pay.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/values/money.h"
#include "rules/payroll/rate_book.h"
#include "rules/payroll/tax_year.h"

#include <cstdint>
#include <span>
#include <string_view>

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

// What the end of a job by this reason (ledger::end_reasons) makes owed beside the wages. Holiday
// always is. Where the holder dies or the budget ends, the employer has no work any more:
// reference/payroll.md, pitfall 10, and rules.md, DTH-01.
struct OwedAtTheEnd {
    bool notice = false;
    bool redundancy = false;
};
[[nodiscard]] OwedAtTheEnd owed_at_the_end(std::string_view reason);

// A week's pay for notice and redundancy where the hours differ: the average of the newest paydays
// with pay that hold so many weeks (12: ERA 1996 s.224, marked), to the nearest penny; a month has
// 52/12 of them (constructed). The newest first. Refused: `payroll-rate-missing`, `no-paid-weeks`.
[[nodiscard]] ledger::Outcome<ledger::Money> average_week_at_the_end(
    const RateBook& book,
    ledger::Date day,
    PayFrequency frequency,
    std::span<const ledger::Money> newest_first);

// Statutory redundancy pay is free of tax and National Insurance up to this sum, with all else that
// is paid for the loss of the job. Refused: `payroll-rate-missing`.
[[nodiscard]] ledger::Outcome<ledger::Money> tax_free_at_the_end(const RateBook& book,
                                                                 ledger::Date day);

}  // namespace almoner::rules

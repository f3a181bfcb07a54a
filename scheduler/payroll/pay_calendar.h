// The pay periods of an employer: which days each pays for, its payday and its cut-off.
#pragma once

#include "ledger/calendar/bank_holidays.h"
#include "ledger/records/employer.h"
#include "rules/payroll/tax_year.h"

#include <cstdint>
#include <optional>

namespace almoner::scheduler {

[[nodiscard]] rules::PayFrequency frequency_of(const ledger::Employer& employer);

struct EmployerPeriod {
    std::int64_t index = 0;  // 0: the first one; they go on before it too
    ledger::Period days{};
    ledger::Date regular_payday{};  // by the calendar: what tax goes by
    ledger::Date payday{};          // the working day on or before it
    ledger::Date cut_off{};         // the last day on which its hours are in time

    friend bool operator==(const EmployerPeriod&, const EmployerPeriod&) = default;
};

// Weeks go on by 7, 14 or 28 days; months keep the day of the first one, or the end of the month
// where the first one was an end.
[[nodiscard]] EmployerPeriod employer_period(const ledger::Employer& employer,
                                             std::int64_t index,
                                             const ledger::BankHolidays& holidays);
[[nodiscard]] EmployerPeriod employer_period_holding(const ledger::Employer& employer,
                                                     ledger::Date day,
                                                     const ledger::BankHolidays& holidays);
// Nothing when no period begins on this day.
[[nodiscard]] std::optional<EmployerPeriod> employer_period_from(
    const ledger::Employer& employer, ledger::Date first, const ledger::BankHolidays& holidays);
// The first whose cut-off has not gone by.
[[nodiscard]] EmployerPeriod employer_period_open(const ledger::Employer& employer,
                                                  ledger::Date today,
                                                  const ledger::BankHolidays& holidays);

}  // namespace almoner::scheduler

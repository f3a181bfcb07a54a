#include "scheduler/payroll/pay_calendar.h"

#include "ledger/calendar/month.h"
#include "ledger/calendar/working_days.h"
#include "rules/payroll/pension_duties.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::BankHolidays;
using ledger::Date;
using ledger::Employer;
using rules::PayFrequency;

bool ends_a_month(Date day) {
    return (day + 1).day() == 1;
}

Date later_by(Date day, PayFrequency frequency, std::int64_t periods) {
    const auto count = static_cast<std::int32_t>(periods);
    if (frequency != PayFrequency::monthly) return day + count * 7 * rules::weeks_in(frequency);
    const Date same_day = rules::months_later(day, count);
    return ends_a_month(day) ? ledger::month_holding(same_day).last : same_day;
}

std::int64_t about_index(const Employer& employer, Date day) {
    const PayFrequency frequency = frequency_of(employer);
    const int days = frequency == PayFrequency::monthly ? 30 : 7 * rules::weeks_in(frequency);
    return (day - employer.first_last_on) / days;
}

}  // namespace

PayFrequency frequency_of(const Employer& employer) {
    const auto* const found = std::ranges::find(ledger::pay_frequencies, employer.frequency);
    return rules::all_pay_frequencies.at(
        static_cast<std::size_t>(found - ledger::pay_frequencies.begin()));
}

EmployerPeriod employer_period(const Employer& employer,
                               std::int64_t index,
                               const BankHolidays& holidays) {
    const PayFrequency frequency = frequency_of(employer);
    EmployerPeriod period{.index = index};
    period.days = {later_by(employer.first_last_on, frequency, index - 1) + 1,
                   later_by(employer.first_last_on, frequency, index)};
    period.regular_payday = later_by(employer.first_payday, frequency, index);
    period.payday = ledger::working_day_on_or_before(period.regular_payday, holidays);
    period.cut_off = ledger::add_working_days(
        period.payday, -static_cast<std::int32_t>(employer.cut_off_days), holidays);
    return period;
}

EmployerPeriod employer_period_holding(const Employer& employer,
                                       Date day,
                                       const BankHolidays& holidays) {
    // Months are longer and shorter than thirty days: begin before, and go on to the day.
    const std::int64_t guess = about_index(employer, day);
    std::int64_t index = guess - std::abs(guess) / 50 - 2;
    while (later_by(employer.first_last_on, frequency_of(employer), index) < day) ++index;
    return employer_period(employer, index, holidays);
}

std::optional<EmployerPeriod> employer_period_from(const Employer& employer,
                                                   Date first,
                                                   const BankHolidays& holidays) {
    EmployerPeriod period = employer_period_holding(employer, first, holidays);
    if (period.days.first != first) return std::nullopt;
    return period;
}

EmployerPeriod employer_period_open(const Employer& employer,
                                    Date today,
                                    const BankHolidays& holidays) {
    // A payday may come some weeks before or after the days that it pays for.
    std::int64_t index = employer_period_holding(employer, today, holidays).index - 12;
    while (employer_period(employer, index, holidays).cut_off < today) ++index;
    return employer_period(employer, index, holidays);
}

}  // namespace almoner::scheduler

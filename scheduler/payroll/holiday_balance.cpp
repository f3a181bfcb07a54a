#include "scheduler/payroll/holiday_balance.h"

#include "ledger/records/absence.h"
#include "ledger/records/employer.h"
#include "ledger/records/in_force.h"
#include "ledger/records/pay_slip.h"
#include "ledger/records/timesheet.h"
#include "rules/payroll/holiday.h"
#include "rules/payroll/sick_pay.h"
#include "scheduler/jobs/loaded_holidays.h"
#include "scheduler/payroll/hours_behind_end.h"
#include "scheduler/payroll/pay_calendar.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::Absence;
using ledger::Database;
using ledger::Date;
using ledger::Employment;
using ledger::Outcome;
using ledger::Period;

constexpr std::int64_t minutes_an_hour = 60;
constexpr std::int32_t days_a_week = 7;
constexpr std::int32_t days_back = 52 * days_a_week;
constexpr std::int64_t weeks_a_year = 52;
constexpr std::int64_t months_a_year = 12;

// The law gives holiday on while somebody is away for these.
constexpr std::array<std::string_view, 7> kinds_that_earn{
    "sickness", "maternity", "paternity", "adoption", "shared-parental", "bereavement", "neonatal"};

// The same day of another year; 29 February becomes 1 March.
Date in_year(Date day, int year) {
    const auto same = Date::from_ymd(year, day.month(), day.day());
    return same ? *same : *Date::from_ymd(year, 3, 1);
}

Period leave_year_of(const Employment& job, Date day) {
    const Date held = job.end_on ? std::min(day, *job.end_on) : day;
    Date first = in_year(job.leave_year_on, held.year());
    if (held < first) first = in_year(job.leave_year_on, held.year() - 1);
    return {first, in_year(job.leave_year_on, first.year() + 1) - 1};
}

// The hours of a job by the last day of the pay period in which they were worked.
class WorkedHours {
  public:
    WorkedHours(Database& database, const Employment& job, Date day, std::int64_t without)
        : database_(database),
          job_(job),
          day_(day),
          employer_(*ledger::employer_numbered(database, job.employer, ledger::last_day_of_all)),
          holidays_(loaded_holidays(database).value_or(ledger::BankHolidays{})) {
        for (const ledger::PaySlip& slip : ledger::slips_that_count(database, job.number)) {
            if (slip.paid_on <= day && slip.id != without) add_slip(slip);
        }
        const auto worked = minutes_;
        for (const Absence& each : ledger::absences_of(database, job.number)) {
            const bool earns =
                std::ranges::find(kinds_that_earn, each.kind) != kinds_that_earn.end();
            if (earns) add_absence(each, a_week_before(worked, each.first_on));
        }
    }

    [[nodiscard]] const std::map<Date, std::int64_t>& by_period() const { return minutes_; }

  private:
    void add_slip(const ledger::PaySlip& slip) {
        for (const ledger::PaySlipLine& line : ledger::lines_of_slip(database_, slip.id)) {
            if (line.counts != "wage") continue;
            const auto sheet = line.timesheet == 0
                                   ? std::nullopt
                                   : ledger::timesheet_by_id(database_, line.timesheet);
            minutes_[sheet ? sheet->days.last : slip.worked.last] += line.quantity;
            if (sheet) leave_out_behind_end(*sheet);
        }
    }

    // Nothing is earned behind the last day, though its hours were paid.
    void leave_out_behind_end(const ledger::Timesheet& sheet) {
        if (!job_.end_on || sheet.days.last <= *job_.end_on || !cut_.insert(sheet.id).second)
            return;
        minutes_[sheet.days.last] -=
            minutes_behind_end(job_, sheet, ledger::lines_of_timesheet(database_, sheet.id));
    }

    // The average of the weeks that were paid in the 52 before; without any the usual hours.
    [[nodiscard]] std::int64_t a_week_before(const std::map<Date, std::int64_t>& worked,
                                             Date day) const {
        std::int64_t minutes = 0;
        std::int64_t periods = 0;
        for (auto at = worked.lower_bound(day - days_back); at != worked.lower_bound(day); ++at) {
            minutes += at->second;
            ++periods;
        }
        if (periods == 0) return job_.weekly_minutes;
        const std::int64_t weeks = rules::weeks_in(frequency_of(employer_));
        if (weeks == 0) return minutes * months_a_year / (weeks_a_year * periods);
        return minutes / (weeks * periods);
    }

    // Of each pay period that is over, the days that were missed.
    void add_absence(const Absence& absence, std::int64_t weekly) {
        Date last = std::min(day_, absence.last_on.value_or(day_));
        if (job_.end_on) last = std::min(last, *job_.end_on);
        auto period = employer_period_holding(employer_, absence.first_on, holidays_);
        while (period.days.first <= last && period.days.last <= day_) {
            const Period away{std::max(absence.first_on, period.days.first),
                              std::min(last, period.days.last)};
            minutes_[period.days.last] += weekly * away.days() / days_a_week;
            period = employer_period(employer_, period.index + 1, holidays_);
        }
    }

    Database& database_;
    const Employment& job_;
    Date day_;
    ledger::Employer employer_;
    ledger::BankHolidays holidays_;
    std::map<Date, std::int64_t> minutes_{};
    std::set<std::int64_t> cut_{};  // sheets whose hours behind the end are out
};

Outcome<std::int64_t> earned_by_hours(const rules::RateBook& book,
                                      const WorkedHours& worked,
                                      const Period& year) {
    constexpr std::int64_t hundredths = 100;
    std::int64_t hours = 0;
    for (const auto& [last, minutes] : worked.by_period()) {
        if (!year.holds(last)) continue;
        const auto earned =
            rules::irregular_holiday_hours(book, last, minutes * hundredths / minutes_an_hour);
        if (!earned.accepted()) return earned.refusal();
        hours += earned.value();
    }
    return hours * minutes_an_hour;
}

Outcome<std::int64_t> earned_by_year(const rules::RateBook& book,
                                     const Employment& job,
                                     const Period& year) {
    constexpr std::int64_t hundredths = 100;
    constexpr std::int64_t minutes_a_tenth = 6;
    const auto rates = rules::holiday_rates(book, year.first);
    if (!rates.accepted()) return rates.refusal();
    const auto weekdays = rules::parse_weekdays(job.weekdays);
    rules::WorkingWeek week{.hours = job.weekly_minutes * hundredths / minutes_an_hour};
    if (weekdays.accepted()) week.days = std::ranges::count(weekdays.value(), true) * hundredths;
    rules::LeaveYear share{.begins_on = year.first};
    if (year.holds(job.start_on) && job.start_on != year.first) share.started_on = job.start_on;
    if (job.end_on && year.holds(*job.end_on)) share.left_on = job.end_on;
    const auto tenths = rules::holiday_hours(rates.value(), week, share);
    if (!tenths.accepted()) return tenths.refusal();
    return tenths.value() * minutes_a_tenth;
}

// Of the leave year in which the job ended.
std::int64_t paid_at_the_end(Database& database,
                             const Employment& job,
                             Date day,
                             std::int64_t without) {
    std::int64_t minutes = 0;
    if (!job.end_on || day < *job.end_on) return minutes;
    for (const ledger::PaySlip& slip : ledger::slips_that_count(database, job.number)) {
        if (slip.paid_on > day || slip.id == without) continue;
        for (const ledger::PaySlipLine& line : ledger::lines_of_slip(database, slip.id)) {
            if (line.kind == holiday_left_kind) minutes += line.quantity;
        }
    }
    return minutes;
}

}  // namespace

Outcome<HolidayBalance> holiday_balance(Database& database,
                                        const rules::RateBook& book,
                                        const Employment& job,
                                        Date day,
                                        std::int64_t without) {
    HolidayBalance balance{.kind = job.holiday, .year = leave_year_of(job, day)};
    for (const Absence& each : ledger::absences_of(database, job.number)) {
        if (each.kind != "holiday" || !balance.year.holds(each.first_on)) continue;
        (each.first_on <= day ? balance.taken : balance.booked) += each.minutes;
    }
    if (!balance.is_kept()) return balance;
    balance.taken += paid_at_the_end(database, job, day, without);
    const auto earned =
        job.holiday == "regular"
            ? earned_by_year(book, job, balance.year)
            : earned_by_hours(book, WorkedHours(database, job, day, without), balance.year);
    if (!earned.accepted()) return earned.refusal();
    balance.earned = earned.value();
    return balance;
}

std::string hours_and_minutes(std::int64_t minutes) {
    const std::int64_t size = minutes < 0 ? -minutes : minutes;
    const std::int64_t rest = size % minutes_an_hour;
    return (minutes < 0 ? "-" : "") + std::to_string(size / minutes_an_hour) +
           (rest < 10 ? ":0" : ":") + std::to_string(rest);
}

}  // namespace almoner::scheduler

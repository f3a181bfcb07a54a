#include "scheduler/payroll/holiday_left.h"

#include "rules/payroll/holiday.h"
#include "scheduler/payroll/average_earnings.h"
#include "scheduler/payroll/holiday_balance.h"

#include <algorithm>
#include <map>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Money;
using rules::PayLine;

constexpr std::int64_t minutes_an_hour = 60;
constexpr std::int64_t hundredths = 100;

// By pay period, as the balance rounds.
std::int64_t minutes_earned_by(const rules::RateBook& book,
                               const std::vector<PayLine>& lines,
                               const ledger::Period& leave_year) {
    std::map<Date, std::int64_t> worked;
    for (const PayLine& each : lines) {
        if (each.counts != rules::PayCounts::wage || !each.worked) continue;
        if (leave_year.holds(each.worked->last)) worked[each.worked->last] += each.quantity;
    }
    std::int64_t hours = 0;
    for (const auto& [last, minutes] : worked) {
        const auto earned =
            rules::irregular_holiday_hours(book, last, minutes * hundredths / minutes_an_hour);
        if (earned.accepted()) hours += earned.value();
    }
    return hours * minutes_an_hour;
}

}  // namespace

std::optional<JobFinding> holiday_left(ledger::Database& database,
                                       const rules::RateBook& book,
                                       const JobRecords& job,
                                       const std::vector<PayLine>& lines) {
    const auto end_on = job.job.end_on;
    const bool is_last = end_on && job.wanted.without == 0 && job.wanted.closes_period() &&
                         job.wanted.days.holds(*end_on);
    if (!is_last) return std::nullopt;
    const auto balance =
        holiday_balance(database, book, job.job, std::max(job.wanted.paid_on, *end_on));
    if (!balance.accepted() || !balance.value().is_kept()) return std::nullopt;
    std::int64_t left = balance.value().left();
    if (job.job.holiday == "irregular")
        left += minutes_earned_by(book, lines, balance.value().year);
    if (left <= 0) return std::nullopt;
    const Money hour = hour_of_holiday(database, job).value_or(Money{});
    const Money worth = hour.mul_div(left, minutes_an_hour, ledger::Rounding::nearest_half_up);
    return JobFinding{.code = "holiday-left", .amount = worth.pence(), .other = left};
}

}  // namespace almoner::scheduler

#include "scheduler/payroll/holiday_left.h"

#include "rules/payroll/holiday.h"
#include "scheduler/payroll/holiday_balance.h"
#include "scheduler/payroll/hours_behind_end.h"

#include <algorithm>
#include <map>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using rules::PayLine;

constexpr std::int64_t minutes_an_hour = 60;
constexpr std::int64_t hundredths = 100;

// By pay period, as the balance rounds.
std::int64_t minutes_earned_by(ledger::Database& database,
                               const rules::RateBook& book,
                               const JobRecords& job,
                               const std::vector<PayLine>& lines,
                               const ledger::Period& leave_year) {
    std::map<Date, std::int64_t> worked;
    for (const PayLine& each : lines) {
        if (each.counts != rules::PayCounts::wage || !each.worked) continue;
        if (leave_year.holds(each.worked->last)) worked[each.worked->last] += each.quantity;
    }
    for (const ledger::Timesheet& each : job.sheets) {
        const auto known = worked.find(each.days.last);
        if (known == worked.end()) continue;
        known->second -= minutes_behind_end(job.job, each, lines_of_sheet(database, job, each.id));
    }
    std::int64_t hours = 0;
    for (const auto& [last, minutes] : worked) {
        const auto earned =
            rules::irregular_holiday_hours(book, last, minutes * hundredths / minutes_an_hour);
        if (earned.accepted()) hours += earned.value();
    }
    return hours * minutes_an_hour;
}

// On a slip of a later day than the balance looks at.
std::int64_t minutes_paid_later(ledger::Database& database, const JobRecords& job, Date day) {
    std::int64_t minutes = 0;
    for (const ledger::PaySlip& slip : job.slips) {
        if (slip.paid_on <= day) continue;
        for (const ledger::PaySlipLine& line : ledger::lines_of_slip(database, slip.id)) {
            if (line.kind == holiday_left_kind) minutes += line.quantity;
        }
    }
    return minutes;
}

}  // namespace

std::int64_t holiday_left(ledger::Database& database,
                          const rules::RateBook& book,
                          const JobRecords& job,
                          const std::vector<PayLine>& lines) {
    if (!job.job.end_on) return 0;
    const Date day = std::max(job.wanted.paid_on, *job.job.end_on);
    const auto balance = holiday_balance(database, book, job.job, day, job.wanted.without);
    if (!balance.accepted() || !balance.value().is_kept()) return 0;
    std::int64_t left = balance.value().left() - minutes_paid_later(database, job, day);
    if (job.job.holiday == "irregular") {
        left += minutes_earned_by(database, book, job, lines, balance.value().year);
    }
    return std::max(left, std::int64_t{0});
}

}  // namespace almoner::scheduler

#include "scheduler/payroll/usual_hours.h"

#include "rules/payroll/sick_pay.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::Absence;
using ledger::Date;

constexpr std::int64_t days_a_week = 7;

rules::Weekdays weekdays_of(const ledger::Employment& job) {
    const auto read = rules::parse_weekdays(job.weekdays);
    rules::Weekdays weekdays{};
    if (read.accepted()) weekdays = read.value();
    if (std::ranges::none_of(weekdays, [](bool works) { return works; })) weekdays.fill(true);
    return weekdays;
}

bool is_away(std::span<const Absence> absences, Date day) {
    return std::ranges::any_of(absences, [day](const Absence& each) {
        return each.kind != "holiday" && each.first_on <= day &&
               (!each.last_on || day <= *each.last_on);
    });
}

}  // namespace

std::int64_t usual_minutes(const ledger::Employment& job,
                           std::span<const Absence> absences,
                           const ledger::Period& days) {
    const rules::Weekdays weekdays = weekdays_of(job);
    const std::int64_t of_week = std::ranges::count(weekdays, true);
    std::int64_t worked = 0;
    for (Date day = days.first; day <= days.last; day = day + 1) {
        const bool lasts = job.start_on <= day && (!job.end_on || day <= *job.end_on);
        const bool works = weekdays.at(day.iso_weekday() % days_a_week);
        if (lasts && works && !is_away(absences, day)) ++worked;
    }
    std::int64_t minutes = (job.weekly_minutes * worked + of_week / 2) / of_week;
    for (const Absence& each : absences) {
        if (each.kind == "holiday" && days.holds(each.first_on)) minutes -= each.minutes;
    }
    return std::max<std::int64_t>(minutes, 0);
}

}  // namespace almoner::scheduler

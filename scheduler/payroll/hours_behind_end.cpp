#include "scheduler/payroll/hours_behind_end.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

// The first day on which the line may have been worked.
ledger::Date first_day(const ledger::Timesheet& sheet, const ledger::TimesheetLine& line) {
    return line.day.value_or(sheet.days.first);
}

bool is_by_time(const ledger::TimesheetLine& line) {
    return line.kind != "mileage" && line.kind != "sleep-in";
}

}  // namespace

BehindEnd behind_end(const ledger::Employment& job,
                     const ledger::Timesheet& sheet,
                     std::span<const ledger::TimesheetLine> lines) {
    if (!job.end_on || sheet.days.last <= *job.end_on) return BehindEnd::none;
    const auto is_behind = [&](const ledger::TimesheetLine& each) {
        return first_day(sheet, each) > *job.end_on;
    };
    if (std::ranges::any_of(lines, is_behind)) return BehindEnd::some;
    const auto has_no_day = [](const ledger::TimesheetLine& each) { return !each.day; };
    return std::ranges::any_of(lines, has_no_day) ? BehindEnd::may_be : BehindEnd::none;
}

std::int64_t minutes_behind_end(const ledger::Employment& job,
                                const ledger::Timesheet& sheet,
                                std::span<const ledger::TimesheetLine> lines) {
    std::int64_t minutes = 0;
    if (!job.end_on) return minutes;
    for (const ledger::TimesheetLine& each : lines) {
        if (is_by_time(each) && first_day(sheet, each) > *job.end_on) minutes += each.quantity;
    }
    return minutes;
}

}  // namespace almoner::scheduler

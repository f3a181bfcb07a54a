#include "ledger/calendar/bacs_cycle.h"

namespace almoner::ledger {
namespace {

// Why entry is not the nominal day: what that day is, and each bank holiday between the two. The
// weekend beside them needs no word.
std::string why_moved(const BacsCycle& cycle, const BankHolidays& holidays) {
    std::string why = why_not_working(cycle.nominal_on, holidays);
    for (Date day = cycle.nominal_on - 1; day > cycle.entry_on; day = day - 1) {
        if (const auto name = holidays.name_on(day)) why.append("; ").append(*name);
    }
    return why;
}

}  // namespace

BacsCycle bacs_cycle_for(Date nominal_on, const BankHolidays& holidays) {
    BacsCycle cycle;
    cycle.nominal_on = nominal_on;
    cycle.entry_on = working_day_on_or_before(nominal_on, holidays);
    cycle.processing_on = previous_working_day(cycle.entry_on, holidays);
    cycle.latest_input_on = previous_working_day(cycle.processing_on, holidays);
    if (cycle.entry_on != nominal_on) cycle.moved_because = why_moved(cycle, holidays);
    cycle.warning = holidays.warning_for({cycle.latest_input_on, nominal_on});
    return cycle;
}

bool can_still_be_input(const BacsCycle& cycle, const CivilTime& now, const BacsHours& hours) {
    return now < CivilTime{cycle.latest_input_on, hours.cut_off};
}

bool can_still_be_recalled(const BacsCycle& cycle, const CivilTime& now, const BacsHours& hours) {
    return now < CivilTime{cycle.processing_on, hours.recall_until};
}

Date earliest_entry_on(const CivilTime& now, const BankHolidays& holidays, const BacsHours& hours) {
    const bool today = is_working_day(now.on, holidays) && now.at < hours.cut_off;
    const Date input_on = today ? now.on : next_working_day(now.on, holidays);
    return add_working_days(input_on, 2, holidays);
}

std::optional<BacsCycle> re_dated(const BacsCycle& scheduled, const BankHolidays& holidays) {
    BacsCycle cycle = bacs_cycle_for(scheduled.nominal_on, holidays);
    if (cycle.entry_on == scheduled.entry_on && cycle.processing_on == scheduled.processing_on &&
        cycle.latest_input_on == scheduled.latest_input_on) {
        return std::nullopt;
    }
    return cycle;
}

}  // namespace almoner::ledger

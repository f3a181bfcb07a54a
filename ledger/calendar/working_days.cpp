#include "ledger/calendar/working_days.h"

#include "ledger/values/invariant.h"

namespace almoner::ledger {
namespace {

constexpr std::int32_t most_working_days = 2'500;

Date nearest_working_day(Date day, std::int32_t step, const BankHolidays& holidays) {
    do {
        day = day + step;
    } while (!is_working_day(day, holidays));
    return day;
}

}  // namespace

bool is_working_day(Date day, const BankHolidays& holidays) {
    return day.iso_weekday() <= 5 && !holidays.name_on(day);
}

Date previous_working_day(Date day, const BankHolidays& holidays) {
    return nearest_working_day(day, -1, holidays);
}

Date next_working_day(Date day, const BankHolidays& holidays) {
    return nearest_working_day(day, 1, holidays);
}

Date add_working_days(Date day, std::int32_t count, const BankHolidays& holidays) {
    if (count > most_working_days || count < -most_working_days) {
        throw InvariantBroken("too many working days to count");
    }
    for (; count > 0; --count) day = next_working_day(day, holidays);
    for (; count < 0; ++count) day = previous_working_day(day, holidays);
    return day;
}

Date working_day_on_or_before(Date day, const BankHolidays& holidays) {
    return is_working_day(day, holidays) ? day : previous_working_day(day, holidays);
}

std::string why_not_working(Date day, const BankHolidays& holidays) {
    if (const auto name = holidays.name_on(day)) return std::string(*name);
    if (day.iso_weekday() == 6) return "Saturday";
    if (day.iso_weekday() == 7) return "Sunday";
    return "";
}

}  // namespace almoner::ledger

// Working days: Monday to Friday, bank holidays of England and Wales left out.
//
// Outside the years of the list only weekends are known; BankHolidays::warning_for says so.
#pragma once

#include "ledger/calendar/bank_holidays.h"

#include <cstdint>
#include <string>

namespace almoner::ledger {

[[nodiscard]] bool is_working_day(Date day, const BankHolidays& holidays);
// The nearest working day strictly before, or after.
[[nodiscard]] Date previous_working_day(Date day, const BankHolidays& holidays);
[[nodiscard]] Date next_working_day(Date day, const BankHolidays& holidays);
// `count` working days after the day (before it when below zero); zero is the day itself, working
// or not. More than 2,500 either way is an invariant.
[[nodiscard]] Date add_working_days(Date day, std::int32_t count, const BankHolidays& holidays);
// The day itself when it works, else the working day before: a payment never arrives late.
[[nodiscard]] Date working_day_on_or_before(Date day, const BankHolidays& holidays);
// "Good Friday", "Saturday" or "Sunday"; empty for a working day.
[[nodiscard]] std::string why_not_working(Date day, const BankHolidays& holidays);

}  // namespace almoner::ledger

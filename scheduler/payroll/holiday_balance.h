// Holiday of a job, out of its records: what was earned, what was taken, and what is left.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/records/employment.h"
#include "ledger/storage/database.h"
#include "ledger/values/outcome.h"
#include "rules/payroll/rate_book.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace almoner::scheduler {

// A slip's line of holiday that was left when the job ended.
inline constexpr std::string_view holiday_left_kind = "holiday-left";

// All in minutes.
struct HolidayBalance {
    std::string kind{};       // one of ledger::holiday_kinds
    ledger::Period year{};    // the leave year
    std::int64_t earned = 0;  // regular hours: of the whole leave year
    std::int64_t taken = 0;   // holidays that have begun by the day
    std::int64_t booked = 0;  // holidays of the leave year that begin later
    // Rolled-up holiday is paid with the wages: there is no balance.
    [[nodiscard]] bool is_kept() const { return kind != "rolled-up"; }
    // Below zero: more was taken than earned.
    [[nodiscard]] std::int64_t left() const { return is_kept() ? earned - taken : 0; }

    friend bool operator==(const HolidayBalance&, const HolidayBalance&) = default;
};

// Of the leave year that holds the day, or of the one in which the job ended before it. `job`: as
// it stands on the day. Irregular hours earn by pay period, of the slips paid by the day (12.07%,
// to the whole hour); away sick or as a parent, as in the 52 weeks before (payroll.md, section 4:
// payadvice.uk). The limit of 28 days is not applied to them: a day has no number of hours.
// What a slip paid of it at the job's end is taken. `without`: as if this slip were not there.
// Refused: `payroll-rate-missing`, `days-per-week` and `hours-per-week` (regular hours without
// usual ones).
[[nodiscard]] ledger::Outcome<HolidayBalance> holiday_balance(ledger::Database& database,
                                                              const rules::RateBook& book,
                                                              const ledger::Employment& job,
                                                              ledger::Date day,
                                                              std::int64_t without = 0);

// "12:30", "-2:00".
[[nodiscard]] std::string hours_and_minutes(std::int64_t minutes);

}  // namespace almoner::scheduler

// Statutory holiday: the entitlement of a leave year, what irregular hours earn, and a week's pay.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/values/money.h"
#include "rules/payroll/rate_book.h"

#include <cstdint>
#include <optional>
#include <span>

namespace almoner::rules {

struct HolidayRates {
    std::int64_t weeks_hundredths = 0;  // 5.6 weeks is 560
    std::int64_t most_days = 0;
};

// Refused: `payroll-rate-missing`.
[[nodiscard]] ledger::Outcome<HolidayRates> holiday_rates(const RateBook& book, ledger::Date day);

// Hundredths: 3.5 days is 350.
struct WorkingWeek {
    std::int64_t days = 0;
    std::int64_t hours = 0;  // only asked for entitlement in hours
};

// Nothing given: the whole leave year. A leaver who also started in the year may leave the leave
// year out: it then begins with the first day of work.
struct LeaveYear {
    std::optional<ledger::Date> started_on{};
    std::optional<ledger::Date> left_on{};
    std::optional<ledger::Date> begins_on{};

    friend bool operator==(const LeaveYear&, const LeaveYear&) = default;
};

// In tenths of a day or an hour. 5.6 weeks and at most 28 days. Who starts in the year has a
// twelfth for each month of the leave year begun with work, rounded up to half a day (hours follow
// those days); who leaves has a share by days of 365, or 366 when the leave year holds a 29
// February. Rounded up to a tenth. Refused: `days-per-week` (none, or above 7), `hours-per-week`
// (none, or above 168), `leave-year-missing`, `not-in-leave-year`, `left-before-start`.
[[nodiscard]] ledger::Outcome<std::int64_t> holiday_days(const HolidayRates& rates,
                                                         const WorkingWeek& week,
                                                         const LeaveYear& year);
[[nodiscard]] ledger::Outcome<std::int64_t> holiday_hours(const HolidayRates& rates,
                                                          const WorkingWeek& week,
                                                          const LeaveYear& year);

// Irregular hours, leave years from 1 April 2024: 12.07% of the hours worked in a pay period (in
// hundredths), to the nearest whole hour, half up. Refused: `payroll-rate-missing`.
[[nodiscard]] ledger::Outcome<std::int64_t> irregular_holiday_hours(const RateBook& book,
                                                                    ledger::Date day,
                                                                    std::int64_t hours_hundredths);

// Rolled up: 12.07% of the period's pay, to the nearest penny, on a line of its own. Only for
// irregular hours. Refused: `payroll-rate-missing`, `pay-below-zero`.
[[nodiscard]] ledger::Outcome<ledger::Money> rolled_up_holiday_pay(const RateBook& book,
                                                                   ledger::Date day,
                                                                   ledger::Money pay);

// A week's pay of regular hours with varying pay: the average of the last 52 weeks in which there
// was pay, looking back 104 at most, to the nearest penny. The newest week first, 0 where nothing
// was paid. Refused: `payroll-rate-missing`, `no-paid-weeks`.
[[nodiscard]] ledger::Outcome<ledger::Money> average_holiday_week(
    const RateBook& book, ledger::Date day, std::span<const ledger::Money> newest_first);

}  // namespace almoner::rules

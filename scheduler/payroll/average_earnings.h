// A job's average earnings, out of the slips that this program made.
#pragma once

#include "rules/payroll/earnings.h"
#include "scheduler/payroll/job_on_payday.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace almoner::scheduler {

// A week's, up to the last payday on or before the day: of eight weeks; of a shorter service by its
// days; before any payday, the usual hours at the rate (that last one is constructed). Nothing
// where wages before the take-over would count and are not known payday by payday.
[[nodiscard]] std::optional<rules::WeeklyEarnings> weekly_earnings(const JobRecords& job,
                                                                   ledger::Date day);

struct HolidayHour {
    ledger::Money wages{};
    std::int64_t minutes = 0;           // that they were paid for
    std::vector<std::int64_t> slips{};  // none: before any, the day rate
    ledger::Money hour{};
};
// An hour of holiday: the wages of the 52 weeks before the payday by their hours; before any, the
// day rate. What was paid later does not change it when the slip is corrected. The hours of the
// law's average are not laid down (constructed).
[[nodiscard]] std::optional<HolidayHour> holiday_hour(ledger::Database& database,
                                                      const JobRecords& job);
[[nodiscard]] std::optional<ledger::Money> hour_of_holiday(ledger::Database& database,
                                                           const JobRecords& job);

}  // namespace almoner::scheduler

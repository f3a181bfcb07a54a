// Hours of days on which a job had ended.
#pragma once

#include "ledger/records/employment.h"
#include "ledger/records/timesheet.h"

#include <cstdint>
#include <span>

namespace almoner::scheduler {

enum class BehindEnd : std::uint8_t {
    none,
    may_be,  // of a sheet over the end that doesn't say on which days they were worked
    some,
};

[[nodiscard]] BehindEnd behind_end(const ledger::Employment& job,
                                   const ledger::Timesheet& sheet,
                                   std::span<const ledger::TimesheetLine> lines);

// Of those whose day is known to be one of them; mileage and nights that were slept are none.
[[nodiscard]] std::int64_t minutes_behind_end(const ledger::Employment& job,
                                              const ledger::Timesheet& sheet,
                                              std::span<const ledger::TimesheetLine> lines);

}  // namespace almoner::scheduler

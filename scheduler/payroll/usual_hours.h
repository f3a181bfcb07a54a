// The hours that a job has by agreement: what is paid without a sheet, and what a sheet is filled
// with.
#pragma once

#include "ledger/records/absence.h"
#include "ledger/records/employment.h"

#include <cstdint>
#include <span>

namespace almoner::scheduler {

// In minutes, over the working days on which the job lasts and nobody is away; where no weekdays
// are known every day is one. A holiday takes the minutes that are paid for it, all of them in the
// period in which it begins; a whole week of days is exactly the week's hours.
[[nodiscard]] std::int64_t usual_minutes(const ledger::Employment& job,
                                         std::span<const ledger::Absence> absences,
                                         const ledger::Period& days);

}  // namespace almoner::scheduler

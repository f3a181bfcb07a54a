// The nightly look for people who wait for their first payment longer than the area has set itself.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"
#include "scheduler/jobs/job.h"

namespace almoner::scheduler {

// Those that are late and of which nobody was told, and those whose task is open although it is
// over.
[[nodiscard]] JobFindings look_for_first_payments(ledger::Database& database, ledger::Date today);

}  // namespace almoner::scheduler

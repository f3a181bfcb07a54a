// The nightly check of the books: what the accounts must keep to, and what the bank statements say.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"
#include "scheduler/jobs/job.h"

namespace almoner::scheduler {

// Opens one task for each place that is off, with what it is off by now, and ends those of places
// that agree again.
[[nodiscard]] JobFindings check_identities(ledger::Database& database, ledger::Date today);

}  // namespace almoner::scheduler

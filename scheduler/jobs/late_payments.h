// The nightly look for payments that wait after the day on which they should have arrived.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"
#include "scheduler/jobs/job.h"

namespace almoner::scheduler {

// Opens one task for each run that is left unapproved ("run-not-approved") or unsent
// ("run-not-sent") past an entry day, and for each whose payments no statement has confirmed some
// working days after ("payment-not-confirmed"); ends those of runs that have gone on since.
[[nodiscard]] JobFindings look_for_late_payments(ledger::Database& database, ledger::Date today);

}  // namespace almoner::scheduler

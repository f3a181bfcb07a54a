// The look for emergency payments whose plan nobody has looked at since.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"
#include "scheduler/jobs/job.h"

namespace almoner::scheduler {

// EMG-01 is asked by "emergency late" of each that was approved longer ago than the policy's
// working days and whose plan was not changed, approved or reviewed since; of one that has a task,
// or had one that somebody decided on, nothing is asked again. A task whose plan was looked at is
// ended.
[[nodiscard]] JobFindings look_for_emergencies(ledger::Database& database, ledger::Date today);

}  // namespace almoner::scheduler

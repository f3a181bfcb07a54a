// The look for people who come of age while they are paid: what was agreed for a child goes on with
// their own consent.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"
#include "scheduler/jobs/job.h"

namespace almoner::scheduler {

// Each budget's weekday is its number's, as of the job surpluses; the policy looks further ahead
// than a week. Of one whose rules ask for something (CAP-03, CAP-04) they are asked by
// "birthday ask", once; a task whose reason is gone is ended.
[[nodiscard]] JobFindings look_for_birthdays(ledger::Database& database, ledger::Date today);

}  // namespace almoner::scheduler

// The look for money that builds up: it asks why, and takes nothing.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"
#include "scheduler/jobs/job.h"

namespace almoner::scheduler {

// Each budget's weekday is its number's: a seventh of an area is worked out a day, and each of its
// budgets is asked all rules of the night, whatever is free. What they find that no other job sees
// to is asked for by "surplus ask", once. Of a budget with more free than the policy asks no
// questions about, or of which a service fund keeps more or older money than it says, the rules are
// asked by "surplus ask" (SRP-01, ISF-02), unless a review of its surplus is open; one that is
// within it again has its task ended. No case follows from it: that takes a review.
[[nodiscard]] JobFindings look_for_surpluses(ledger::Database& database, ledger::Date today);

}  // namespace almoner::scheduler

// A contribution that is expected in an account and did not come (CTB-06): a letter, then a review,
// and no debt that grows unseen.
#pragma once

#include "ledger/records/budget.h"
#include "scheduler/commands/command.h"
#include "scheduler/jobs/job.h"

#include <string_view>

namespace almoner::scheduler {

inline constexpr std::string_view contribution_task = "contribution-asks";

// Of managed accounts where the books say that a contribution is due and has not come, those whose
// rules ask for something that was not said yet; and the tasks whose reason is gone. What comes
// into a holder's own account only they see: it is said with 'fact record' of their return.
void find_missing_contributions(ledger::Database& database, ledger::Date today, JobFindings& found);

// Asks it, keeps what it found, and opens, changes or ends its task.
void follow_contribution(Asked& asked, const ledger::Budget& budget);

// Of the job alone. Field: budget. Refused: budget-unknown.
[[nodiscard]] ledger::Outcome<Answer> monitor_contribution(Asked& asked);

}  // namespace almoner::scheduler

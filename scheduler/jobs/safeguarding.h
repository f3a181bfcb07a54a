// The daily look at client accounts: whether people's sub-balances come to what the bank has.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"
#include "scheduler/jobs/job.h"

namespace almoner::scheduler {

// Opens one task for each client account that differs, and ends those of accounts that agree again.
[[nodiscard]] JobFindings look_at_client_accounts(ledger::Database& database, ledger::Date today);

}  // namespace almoner::scheduler

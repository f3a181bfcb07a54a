// The booking days that may be posted on a bank account: not before its books were opened, not
// ahead.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/records/bank_account.h"
#include "ledger/storage/database.h"

namespace almoner::scheduler {

struct PostingDays {
    ledger::Date first{};
    ledger::Date last{};
};

// From the day as of which its money was taken over (a client account's: that of the people whose
// money is held there), where it was, to today.
[[nodiscard]] PostingDays posting_days(ledger::Database& database,
                                       const ledger::BankAccount& account,
                                       ledger::Date today);

}  // namespace almoner::scheduler

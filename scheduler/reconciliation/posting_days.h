// The booking days that may be posted on a bank account: not before its books were opened, not
// ahead.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/records/bank_account.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <map>
#include <span>

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

// The first of those days, by the number of the account; left out where nothing was taken over.
[[nodiscard]] std::map<std::int64_t, ledger::Date> opening_days(
    ledger::Database& database, std::span<const ledger::BankAccount> accounts, ledger::Date today);

}  // namespace almoner::scheduler

// What becomes of a payee's later bank details when today's are blocked or confirmed again.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/records/payee_account.h"

#include <optional>

namespace almoner::ledger {

// The version that counts on the day; before the first day of all, the first that will.
[[nodiscard]] PayeeAccount payee_account_then(Database& database, const PayeeAccount& any, Date on);

// The first later day from which other bank details count than on this day, if there is one.
[[nodiscard]] std::optional<Date> other_details_from(Database& database,
                                                     const PayeeAccount& account);

// Stores this version from its from_on, and after it each version that was to count from a later
// day: other bank details as they were, the same ones with this version's status.
void insert_with_later(Work& work, const PayeeAccount& account);

}  // namespace almoner::ledger

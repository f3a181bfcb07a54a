// A part of a payment came back and is due again, as a payment of its own.
#pragma once

#include "ledger/storage/database.h"
#include "scheduler/payment_run/draft.h"
#include "scheduler/payment_run/families.h"

#include <vector>

namespace almoner::scheduler {

// `owed` of the family, above zero and less than the whole, by whose money came back, and within
// that by the plan lines of the whole.
[[nodiscard]] std::vector<DraftPart> parts_owed(ledger::Database& database,
                                                const Family& family,
                                                ledger::Money owed);
// What came back of a payment, by its parts in their order.
[[nodiscard]] std::vector<ledger::Money> returned_by_part(
    ledger::Database& database,
    std::int64_t payment,
    const std::vector<ledger::PaymentPart>& parts);

}  // namespace almoner::scheduler

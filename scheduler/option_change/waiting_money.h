// Money under an option that a payment of it will still draw, or give back.
#pragma once

#include "ledger/posting/shares.h"
#include "ledger/storage/database.h"
#include "ledger/values/kinds.h"

#include <cstdint>

namespace almoner::scheduler {

// What is set aside for payments that are proposed, held or due again, and not promised. Those are
// paid under the option, or the next run gives their money back, so it must be there. Also of a
// period that the new option pays by now: the bank may still settle what it rejected, and moved on
// it would be paid as well as the period. Nil for notional money, which a provider's invoice has
// drawn already.
[[nodiscard]] ledger::Shares waiting_shares(ledger::Database& database,
                                            std::int64_t budget,
                                            ledger::Option option);

}  // namespace almoner::scheduler

// Money under an option that a payment of it will still draw, or give back.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/posting/shares.h"
#include "ledger/storage/database.h"
#include "ledger/values/kinds.h"

#include <cstdint>

namespace almoner::scheduler {

// What is set aside for payments that are proposed, held or due again for days before this one,
// and not promised. Those are paid under the option, or the next run gives their money back, so it
// must be there. Nil for notional money, which a provider's invoice has drawn already.
[[nodiscard]] ledger::Shares waiting_shares(ledger::Database& database,
                                            std::int64_t budget,
                                            ledger::Option option,
                                            ledger::Date before);

}  // namespace almoner::scheduler

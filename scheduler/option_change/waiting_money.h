// Money under an old option that a payment of it will still draw, or give back.
#pragma once

#include "ledger/posting/shares.h"
#include "ledger/records/option_change.h"
#include "ledger/storage/database.h"

namespace almoner::scheduler {

// What is set aside for payments that are proposed, held or due again for days before the change,
// and not promised. Those are paid under the old option, or the next run gives their money back, so
// it must be there. Nil for notional money, which a provider's invoice has drawn already.
[[nodiscard]] ledger::Shares waiting_shares(ledger::Database& database,
                                            const ledger::OptionChange& change);

}  // namespace almoner::scheduler

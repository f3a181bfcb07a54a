// Money under an option that a payment of it will still draw, or give back.
#pragma once

#include "ledger/posting/shares.h"
#include "ledger/storage/database.h"
#include "ledger/values/kinds.h"

#include <cstdint>
#include <vector>

namespace almoner::scheduler {

// A payment of money that no period set aside, with what took its place: what of it is due again,
// and what of that a correction of its opening has taken back since.
struct DueAgain {
    std::int64_t first = 0;  // the payment that was proposed first
    ledger::Shares due{};
    ledger::Shares corrected_away{};
};

// By payment; one of which nothing is due has nothing in it.
[[nodiscard]] std::vector<DueAgain> waiting_due_again(ledger::Database& database,
                                                      std::int64_t budget,
                                                      ledger::Option option);

// What is set aside for payments that are proposed, held or due again, and not promised. Those are
// paid under the option, or the next run gives their money back, so it must be there. Also of a
// period that the new option pays by now: the bank may still settle what it rejected, and moved on
// it would be paid as well as the period. Nil for notional money, which a provider's invoice has
// drawn already.
[[nodiscard]] ledger::Shares waiting_shares(ledger::Database& database,
                                            std::int64_t budget,
                                            ledger::Option option);

}  // namespace almoner::scheduler

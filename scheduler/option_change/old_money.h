// What still stands under a way of managing a budget that another has taken the place of.
#pragma once

#include "ledger/posting/shares.h"
#include "ledger/records/option_change.h"
#include "ledger/storage/database.h"
#include "scheduler/option_change/balance_of.h"

namespace almoner::scheduler {

struct OldMoney {
    // Set aside for the line, and neither promised nor waited for by a payment under the old
    // option: it goes on to the new one.
    ledger::Shares to_move;
    // Settled and not yet accounted for: it stays until it is handed over or accounted for.
    ledger::Money left;
};

// Nothing where the old option pays the same money again by now.
[[nodiscard]] OldMoney old_money(ledger::Database& database,
                                 const BalanceOf& balance_of,
                                 const ledger::OptionChange& change,
                                 ledger::Date today);

}  // namespace almoner::scheduler

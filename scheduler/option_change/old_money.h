// What still stands under a way of managing a budget that another has taken the place of.
#pragma once

#include "ledger/posting/shares.h"
#include "ledger/records/option_change.h"
#include "ledger/storage/database.h"
#include "scheduler/option_change/balance_of.h"

#include <vector>

namespace almoner::scheduler {

struct MoneyToMove {
    ledger::OptionChange change;
    ledger::Shares shares;
};

struct OldMoney {
    // Set aside for the line, and neither promised nor waited for by a payment under the old
    // option: it goes on to the new one. Where lines of the same money that ran beside each other
    // were left for several, it is split by what each was worth; that is for the last of them.
    std::vector<MoneyToMove> to_move;
    // Settled and not yet accounted for: it stays until it is handed over or accounted for.
    ledger::Money left;
};

// Nothing where the old option pays the same money again by now.
[[nodiscard]] OldMoney old_money(ledger::Database& database,
                                 const BalanceOf& balance_of,
                                 const ledger::OptionChange& change,
                                 ledger::Date today);

}  // namespace almoner::scheduler

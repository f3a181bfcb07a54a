// What the rules ask about spending after the fact: a question, never an accusation.
#pragma once

#include "ledger/records/budget.h"
#include "rules/engine/facts.h"
#include "scheduler/commands/command.h"
#include "scheduler/spending/post_spend.h"

#include <string>
#include <vector>

namespace almoner::scheduler {

// Of money that a holder, provider or trust has spent, as the records have it.
[[nodiscard]] rules::Facts facts_of_spend(ledger::Database& database,
                                          const ledger::Spend& spend,
                                          const SpendPlace& place,
                                          ledger::Date on);

struct SpendQuestion {
    std::string codes{};  // the reasons, with commas between them; empty: nothing is asked
    std::string words{};  // what to ask
};

// Asks the rules of card-txn, as of the day it was spent, and keeps what they found. Before it is
// confirmed: what was spent before it counts, not itself.
[[nodiscard]] SpendQuestion ask_about_spend(Asked& asked,
                                            const ledger::Budget& budget,
                                            const ledger::Spend& spend,
                                            const SpendPlace& place);

}  // namespace almoner::scheduler

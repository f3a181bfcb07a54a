// The facts of a return as the records have them.
#pragma once

#include "rules/engine/facts.h"
#include "scheduler/monitoring/returns_due.h"

namespace almoner::scheduler {

// Of one that would be asked for.
[[nodiscard]] rules::Facts facts_to_ask(ledger::Database& database,
                                        const ReturnDue& due,
                                        ledger::Date today);
// Whether the rules let it be asked for: not what is held already, nor in a format that the holder
// can't give.
[[nodiscard]] bool may_ask(ledger::Database& database, const ReturnDue& due, ledger::Date today);
// Of the budget where no return is asked for and none is late: what is known of it besides.
[[nodiscard]] rules::Facts facts_besides_returns(ledger::Database& database,
                                                 const ledger::Budget& budget,
                                                 ledger::Date today);
// Of one that is late.
[[nodiscard]] rules::Facts facts_of_late(ledger::Database& database,
                                         const ledger::Budget& budget,
                                         const ReturnStanding& standing,
                                         ledger::Date today);

}  // namespace almoner::scheduler

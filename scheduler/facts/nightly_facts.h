// The facts of a budget that is looked at by night, as the records have them.
#pragma once

#include "ledger/calendar/date.h"
#include "rules/engine/facts.h"
#include "scheduler/surplus/surplus_of.h"

#include <cstdint>
#include <set>

namespace almoner::scheduler {

// What of it is free, what a service fund keeps of it, its reviews, the return that is late, its
// notices and letters; beside them what was attested of it.
[[nodiscard]] rules::Facts facts_of_the_night(ledger::Database& database,
                                              const ledger::Budget& budget,
                                              const SurplusWorkings& workings,
                                              ledger::Date today);

// Of which it was said, or of an agreement of theirs, that the consent was withdrawn or a
// transition refused, and that neither a case nor an ending stops yet.
[[nodiscard]] std::set<std::int64_t> budgets_to_stop(ledger::Database& database,
                                                     ledger::Date today);

}  // namespace almoner::scheduler

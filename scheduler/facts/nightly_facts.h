// The facts of a budget that is looked at by night, as the records have them.
#pragma once

#include "ledger/calendar/date.h"
#include "rules/engine/facts.h"
#include "scheduler/surplus/surplus_of.h"

#include <cstdint>
#include <map>
#include <set>

namespace almoner::scheduler {

// What is known of all budgets together, read once for a night; or of one alone, for a command.
class NightBook {
  public:
    NightBook(ledger::Database& database, ledger::Date today);
    NightBook(ledger::Database& database, ledger::Date today, std::int64_t budget);

    // What of it is free, what a service fund keeps of it, its reviews, the return that is late,
    // its notices and letters; beside them what was attested of it.
    [[nodiscard]] rules::Facts facts_of(const ledger::Budget& budget,
                                        const SurplusWorkings& workings) const;

  private:
    ledger::Database& database_;
    ledger::Date today_;
    std::map<std::int64_t, ledger::Date> began_{};
    std::map<std::int64_t, rules::Delivery> delivered_{};  // the worst of a budget's notices
};

// Of which it was said, or of an agreement of theirs, that the consent was withdrawn or a
// transition refused, and that neither a case nor an ending stops yet.
[[nodiscard]] std::set<std::int64_t> budgets_to_stop(ledger::Database& database,
                                                     ledger::Date today);

}  // namespace almoner::scheduler

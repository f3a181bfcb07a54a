// The facts of a reclaim that is to be recovered by law, as the records have them (RCL-06).
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"
#include "rules/engine/facts.h"
#include "scheduler/reduction/case_standing.h"

#include <optional>

namespace almoner::scheduler {

// When the sum was to be repaid: the day on which the notice that asked for it matured, whatever
// was agreed on since. Nothing where none is on record.
[[nodiscard]] std::optional<ledger::Date> fell_due_on(const CaseStanding& standing);

// What is overdue by the day: of instalments those that were agreed on and did not come, else all
// that is left.
[[nodiscard]] ledger::Money overdue_of(ledger::Database& database,
                                       const CaseStanding& standing,
                                       ledger::Date on);

[[nodiscard]] rules::Facts facts_to_enforce(ledger::Database& database,
                                            const CaseStanding& standing,
                                            ledger::Date on);

}  // namespace almoner::scheduler

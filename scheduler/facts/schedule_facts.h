// The facts of an agreement's schedule and of what it pays in a period, as the records have them.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/records/agreement.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"
#include "rules/engine/facts.h"
#include "rules/entitlement/due.h"
#include "scheduler/commands/command.h"
#include "scheduler/facts/begins.h"

#include <span>

namespace almoner::scheduler {

// What the agreement, with the terms it would have, pays for a whole period from that day on.
// `more`: lines that are not in the books yet.
[[nodiscard]] rules::DueForPeriod due_from(ledger::Database& database,
                                           const ledger::Agreement& agreement,
                                           ledger::Date on,
                                           std::span<const ledger::PlanLine> more = {});

// SCH-01, CTB-05 and EMG-03: how often it pays, whether what was signed fixes it, whether somebody
// could pay in an emergency, and whether the net payment is the gross one less the contribution.
// `begins`: a line that is not in the books yet and that it would pay.
[[nodiscard]] rules::Facts facts_to_schedule(ledger::Database& database,
                                             const ledger::Agreement& agreement,
                                             ledger::Date on,
                                             const LineToBegin* begins = nullptr);

// Asks them once, where dates or amounts of the agreement's payments are set, and never payment by
// payment. Nothing is asked where neither changes, and of a draft. Refused as ask_rules().
[[nodiscard]] ledger::Outcome<ledger::Done> may_schedule(Asked& asked,
                                                         const ledger::Agreement& before,
                                                         const ledger::Agreement& after);
// The same of the agreement that begins with a line, before either is in the books. Refused in the
// line's field.
[[nodiscard]] ledger::Outcome<ledger::Done> may_schedule(Asked& asked, const LineToBegin& wanted);

}  // namespace almoner::scheduler

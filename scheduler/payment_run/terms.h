// What an agreement and its plan lines say, as the schedule and the entitlement rules read them.
#pragma once

#include "ledger/calendar/schedule.h"
#include "ledger/records/agreement.h"
#include "ledger/records/payables.h"
#include "rules/entitlement/due.h"

namespace almoner::scheduler {

[[nodiscard]] ledger::Schedule schedule_of(const ledger::Agreement& agreement);

// A one-off agreement pays the one-off lines of its option; a regular one pays the regular lines,
// and the one-off lines as well where no agreement of their own does (`takes_one_off`).
[[nodiscard]] rules::EntitlementTerms terms_of(const ledger::Payable& payable, bool takes_one_off);

// The same of one agreement read by itself; a regular one takes the one-off lines too.
[[nodiscard]] rules::EntitlementTerms terms_alone(ledger::Database& database,
                                                  const ledger::Agreement& agreement,
                                                  const ledger::Budget& budget);

// Splits a sum over the parts of a period in proportion to their net amounts; nil parts are left
// out. Parts that are worth nothing are an invariant.
[[nodiscard]] std::vector<rules::DuePart> split_over(ledger::Money sum,
                                                     const std::vector<rules::DuePart>& parts);

}  // namespace almoner::scheduler

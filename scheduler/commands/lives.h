// Where a budget and an agreement are in their lives, as their records have it, and whether a
// command may move them on (rules/lifecycle): a move that is not in the table is refused.
#pragma once

#include "ledger/records/agreement.h"
#include "ledger/records/budget.h"
#include "ledger/storage/database.h"
#include "ledger/values/outcome.h"
#include "rules/lifecycle/life_cycles.h"

#include <string>

namespace almoner::scheduler {

// A draft is what was offered; what was asked for and assessed before has no record of its own.
[[nodiscard]] rules::AgreementState life_of(const ledger::Agreement& agreement);
// From the one version to the next, by every state between. Refused in `field`: illegal-transition.
[[nodiscard]] ledger::Outcome<ledger::Done> may_become(const ledger::Agreement& before,
                                                       const ledger::Agreement& after,
                                                       const std::string& field);
// Stopped by now, accounted for and closed. Refused in `field`: illegal-transition.
[[nodiscard]] ledger::Outcome<ledger::Done> may_be_closed(const ledger::Agreement& agreement,
                                                          const std::string& field);

// What was taken over was agreed there: it is active until its final account, and after one where
// its last day was put right since.
[[nodiscard]] rules::BudgetState life_of(ledger::Database& database, const ledger::Budget& budget);
// One move, or none where it is there already. Refused in `field`: illegal-transition.
[[nodiscard]] ledger::Outcome<ledger::Done> may_become(rules::BudgetState from,
                                                       rules::BudgetState to,
                                                       const std::string& field);
// With an agreement that begins to pay: active. Refused in `field`: illegal-transition.
[[nodiscard]] ledger::Outcome<ledger::Done> may_begin_to_pay(ledger::Database& database,
                                                             std::int64_t budget,
                                                             const std::string& field);
// Nothing is added to a budget after its final account. Refused in `field`: illegal-transition.
[[nodiscard]] ledger::Outcome<ledger::Done> may_have_more(ledger::Database& database,
                                                          std::int64_t budget,
                                                          const std::string& field);
// With other days. Refused in `field`: illegal-transition, where it would go on after its final
// account; a last day that was wrong is put right before that.
[[nodiscard]] ledger::Outcome<ledger::Done> may_last_until(ledger::Database& database,
                                                           const ledger::Budget& before,
                                                           const ledger::Budget& after,
                                                           const std::string& field);
// Its end: ended once it was active, else void.
[[nodiscard]] rules::BudgetState end_of(rules::BudgetState state);

}  // namespace almoner::scheduler

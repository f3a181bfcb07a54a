// Whether the rules let a line stand in a budget as it would from now on.
#pragma once

#include "ledger/records/agreement.h"
#include "scheduler/commands/command.h"
#include "scheduler/facts/plan_facts.h"

#include <string>

namespace almoner::scheduler {

// The rules of putting a budget together. Refused in `field`, as ask_rules() refuses.
[[nodiscard]] ledger::Outcome<ledger::Done> may_build(Asked& asked,
                                                      const LineToBuild& wanted,
                                                      const std::string& field);
// The same of a line that is in the books, where it would be worth something else than `before`, or
// be paid for longer.
[[nodiscard]] ledger::Outcome<ledger::Done> may_be_worth(Asked& asked,
                                                         const ledger::PlanLine& before,
                                                         const ledger::PlanLine& after,
                                                         const std::string& field);
// The same of each line that an agreement would pay, where it asks something of the person.
[[nodiscard]] ledger::Outcome<ledger::Done> may_ask_share(Asked& asked,
                                                          const ledger::Agreement& agreement,
                                                          const std::string& field,
                                                          const MeansNow* means = nullptr);

}  // namespace almoner::scheduler

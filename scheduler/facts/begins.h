// Whether the rules let a plan line begin, or somebody else be paid, under agreements that pay
// already.
#pragma once

#include "ledger/records/agreement.h"
#include "ledger/records/attested_fact.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/representative.h"
#include "scheduler/commands/command.h"
#include "scheduler/facts/case_facts.h"

#include <optional>
#include <string>
#include <vector>

namespace almoner::scheduler {

// A direct payment, in the person's own account or a managed one.
[[nodiscard]] bool is_direct_payment(ledger::Option option);
// Active, or on hold.
[[nodiscard]] bool pays(const ledger::Agreement& agreement);

// The rules of activation, of a line that is not in the books yet, in whatever way its money is
// managed: once for each agreement that would pay it, or for `with`, the one that begins with it. A
// draft pays nothing: the rules are asked when it is signed. Refused, in `field`, as ask_rules()
// refuses.
struct LineToBegin {
    ledger::PlanLine line{};
    std::vector<ledger::AttestedFact> told{};
    std::optional<ledger::Agreement> with{};
    std::string field{};
};
[[nodiscard]] ledger::Outcome<ledger::Done> may_begin(Asked& asked, const LineToBegin& wanted);

// The rules of a change of payee, of each of these agreements that pays whoever acts for the
// person. Nothing is asked of somebody whose days are over.
[[nodiscard]] ledger::Outcome<ledger::Done> may_take_over(
    Asked& asked,
    const Acting& next,
    const std::vector<ledger::Agreement>& agreements,
    const std::string& field);

// The same of all who are to follow, as the records have it, on whoever acts on that day.
[[nodiscard]] ledger::Outcome<ledger::Done> those_who_follow_may(Asked& asked,
                                                                 const ledger::Agreement& agreement,
                                                                 ledger::Date on);

}  // namespace almoner::scheduler

// The facts of a budget that is put together, and of a plan that is to be approved, as the records
// have them.
#pragma once

#include "ledger/records/agreement.h"
#include "ledger/records/attested_fact.h"
#include "ledger/records/budget.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/plan_step.h"
#include "rules/engine/facts.h"
#include "scheduler/facts/charges.h"

#include <array>
#include <span>
#include <string_view>
#include <vector>

namespace almoner::scheduler {

// What a plan states, in the words of `plan submit --states`: SI 2013/1617 reg 8(4)(a) to (g), and
// the procedure for risks of reg 8(1) and (7).
inline constexpr std::array<std::string_view, 8> plan_says{"needs-and-outcomes",
                                                           "services",
                                                           "amount-and-intervals",
                                                           "coordinator",
                                                           "monitoring",
                                                           "first-review",
                                                           "notice-period",
                                                           "risk-procedure"};

// The commissioners' lines of a budget that have not ended by the day.
[[nodiscard]] std::vector<ledger::PlanLine> lines_going_on(ledger::Database& database,
                                                           std::int64_t budget,
                                                           ledger::Date on);

// One line as it would be from now on. `told` is of a line that is not in the books yet; `with`: an
// agreement that would pay it, as that would be. What nobody said of it is as usual.
struct LineToBuild {
    ledger::PlanLine line{};
    std::span<const ledger::AttestedFact> told{};
    const ledger::Agreement* with = nullptr;
    std::span<const ledger::Agreement> ending{};  // the day before it begins
    const MeansNow* means = nullptr;              // of an assessment that is not recorded yet
};
[[nodiscard]] rules::Facts facts_to_build(ledger::Database& database,
                                          const LineToBuild& wanted,
                                          ledger::Date on);

// Of the plan as it was submitted; amounts are those of a year. Nothing is taken for granted.
[[nodiscard]] rules::Facts facts_to_approve(ledger::Database& database,
                                            const ledger::Budget& budget,
                                            const ledger::PlanStep& submitted,
                                            ledger::Date on);

}  // namespace almoner::scheduler

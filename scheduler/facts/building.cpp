#include "scheduler/facts/building.h"

#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/values/invariant.h"
#include "scheduler/facts/ask_rules.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Done;
using ledger::Outcome;
using ledger::PlanLine;

std::int64_t person_of(ledger::Database& database, std::int64_t number) {
    const auto budget = ledger::budget_numbered(database, number, ledger::last_day_of_all);
    if (!budget) throw ledger::InvariantBroken("a plan of a budget that is not there");
    return budget->person;
}

// What is not in the books yet is kept with its budget.
ledger::CaseRef about(const PlanLine& line) {
    if (line.number == 0) return {ledger::CaseKind::budget, line.budget};
    return {ledger::CaseKind::plan_line, line.number};
}

}  // namespace

Outcome<Done> may_build(Asked& asked, const LineToBuild& wanted, const std::string& field) {
    ledger::Database& database = asked.work.database();
    const Date on = std::max(asked.work.today(), wanted.line.start_on);
    return ask_rules(asked,
                     {.event = rules::Event::build_budget,
                      .about = about(wanted.line),
                      .person = person_of(database, wanted.line.budget),
                      .on = on,
                      .field = field},
                     facts_to_build(database, wanted, on));
}

Outcome<Done> may_be_worth(Asked& asked,
                           const PlanLine& before,
                           const PlanLine& after,
                           const std::string& field) {
    const bool is_longer = before.end_on && (!after.end_on || *after.end_on > *before.end_on);
    const bool is_worth_the_same =
        before.amount == after.amount && before.frequency == after.frequency;
    if (is_worth_the_same && !is_longer) return Done{};
    return may_build(asked, {.line = after, .told = {}, .with = nullptr}, field);
}

Outcome<Done> may_ask_share(Asked& asked,
                            const ledger::Agreement& agreement,
                            const std::string& field,
                            const MeansNow* means) {
    if (agreement.contribution.is_zero()) return Done{};
    for (const PlanLine& line :
         lines_going_on(asked.work.database(), agreement.budget, asked.work.today())) {
        if (line.option != agreement.option) continue;
        const Outcome<Done> allowed =
            may_build(asked, {.line = line, .told = {}, .with = &agreement, .means = means}, field);
        if (!allowed.accepted()) return allowed.refusal();
    }
    return Done{};
}

}  // namespace almoner::scheduler

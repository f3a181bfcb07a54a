// A case that suspends or stops a plan line: the line rests, or has its last day.
#include "ledger/records/in_force.h"
#include "ledger/records/plan_mark.h"
#include "scheduler/commands/agreement_stop.h"
#include "scheduler/commands/case_steps.h"
#include "scheduler/commands/ending.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/plan_approve.h"
#include "scheduler/commands/plan_hold.h"
#include "scheduler/facts/decision_facts.h"
#include "scheduler/reduction/holds.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Done;
using ledger::Outcome;
using ledger::PlanLine;
using rules::CaseState;

Date effect_of(const Asked& asked, const CaseStanding& standing) {
    return std::max({standing.decision->effect_on,
                     standing.notice->matures_on.value_or(asked.work.today()),
                     asked.work.today()});
}

// The version to follow the last one, from that day on.
Outcome<PlanLine> line_from(Asked& asked,
                            const CaseStanding& standing,
                            Date effect,
                            bool may_be_held) {
    ledger::Database& database = asked.work.database();
    const std::int64_t number = standing.decision->plan_line;
    const auto last = ledger::plan_line_numbered(database, number, ledger::last_day_of_all);
    const bool is_over = last && last->end_on && *last->end_on < effect;
    if (!last || is_over || last->from_on > effect ||
        (!may_be_held && is_on_hold(database, *last))) {
        return refused_in("case",
                          "changed-since",
                          "The plan line was changed since this was decided.",
                          "Withdraw the case, or mend the plan line first.");
    }
    PlanLine line = *last;
    line.from_on = std::max(effect, line.start_on);
    return line;
}

}  // namespace

Outcome<Done> suspend_by_case(Asked& asked, CaseStanding& standing) {
    const Outcome<Done> allowed = ask_of_case(
        asked, standing, facts_to_suspend(asked.work.database(), standing, asked.work.today()));
    if (!allowed.accepted()) return allowed.refusal();
    const Outcome<PlanLine> found = line_from(asked, standing, effect_of(asked, standing), false);
    if (!found.accepted()) return found.refusal();
    PlanLine line = found.value();
    line.amount = {};
    ledger::insert_plan_line(asked.work, line);
    ledger::insert_plan_hold(
        asked.work, {.plan_line = line.number, .version = line.version + 1, .reason = "review"});
    open_held_task(asked.work,
                   line_held_task,
                   line.ref,
                   {.reason = "review",
                    .from = line.from_on,
                    .until = longest_hold(asked.work.database(), line.from_on)});
    return move_case(asked,
                     standing,
                     {CaseState::applying, CaseState::recovered, CaseState::closed},
                     {.on = asked.work.today()});
}

Outcome<Done> stop_by_case(Asked& asked, CaseStanding& standing) {
    const Date effect = effect_of(asked, standing);
    const Outcome<Done> allowed =
        ask_of_case(asked,
                    standing,
                    facts_to_stop(asked.work.database(), standing, effect, asked.work.today()));
    if (!allowed.accepted()) return allowed.refusal();
    // A hold that lasts too long may come to a stop.
    const Outcome<PlanLine> found = line_from(asked, standing, effect, true);
    if (!found.accepted()) return found.refusal();
    PlanLine line = found.value();
    if (line.start_on >= effect) {
        return refused_in("case",
                          "changed-since",
                          "The plan line has not begun when it would stop.",
                          "Withdraw the case, and end the line with 'almoner plan end'.");
    }
    line.end_on = effect - 1;
    ledger::insert_plan_line(asked.work, line);
    close_hold_task(asked.work, line, "the line stops");
    note_plan_changed(asked, line.budget);
    (void)ending_of_stop(asked, standing, *line.end_on);
    return move_case(asked,
                     standing,
                     {CaseState::applying, CaseState::recovered, CaseState::closed},
                     {.on = asked.work.today()});
}

}  // namespace almoner::scheduler

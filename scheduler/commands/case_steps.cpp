#include "scheduler/commands/case_steps.h"

#include "ledger/records/period_offset.h"
#include "ledger/values/invariant.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/facts/ask_rules.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {

using ledger::Done;
using ledger::Money;
using ledger::Outcome;
using rules::CaseState;

Outcome<CaseStanding> case_asked_for(const Asked& asked) {
    const Outcome<std::string> number = asked.fields.need("case");
    if (!number.accepted()) return number.refusal();
    const auto found = ledger::find_case(asked.work.database(), number.value());
    if (found) return standing_of(asked.work.database(), *found, asked.work.today());
    return refused_in("case",
                      "case-unknown",
                      "There is no case of this number.",
                      "Take the number from 'almoner case list'.");
}

Outcome<Done> move_case(ledger::Work& work,
                        CaseStanding& standing,
                        std::initializer_list<CaseState> states,
                        const ledger::CaseStep& last) {
    for (const CaseState to : states) {
        const auto move = rules::find_move(rules::case_moves, "case", standing.state, to);
        if (!move.accepted()) return move.refusal();
        ledger::CaseStep step = to == *(states.end() - 1) ? last : ledger::CaseStep{};
        step.reduction_case = standing.opened.id;
        step.state = name_of_value(to);
        if (step.on == ledger::Date{}) step.on = work.today();
        step.actor = last.actor != 0 ? last.actor : work.stamp().actor;
        ledger::insert_case_step(work, standing.budget.person, step);
        standing.state = to;
    }
    return Done{};
}

Outcome<Done> move_case(Asked& asked,
                        CaseStanding& standing,
                        std::initializer_list<CaseState> states,
                        const ledger::CaseStep& last) {
    ledger::CaseStep by = last;
    by.actor = asked.actor.number;
    return move_case(asked.work, standing, states, by);
}

Outcome<Done> ask_of_case(Asked& asked, const CaseStanding& standing, const rules::Facts& facts) {
    return ask_rules(asked,
                     {.event = event_of(standing.opened.kind),
                      .about = {ledger::CaseKind::budget, standing.budget.number},
                      .person = standing.budget.person,
                      .on = asked.work.today(),
                      .field = "case"},
                     facts);
}

Answer case_shown(const CaseStanding& standing) {
    return nlohmann::json{{"case", ledger::case_number(standing.opened.id)},
                          {"budget", standing.budget.ref},
                          {"kind", standing.opened.kind},
                          {"state", name_of_value(standing.state)}}
        .dump();
}

Money left_of(ledger::Database& database, const CaseStanding& standing) {
    if (!standing.decision) return {};
    Money left = standing.decision->amount;
    for (const auto& each : ledger::recoveries_of_case(database, standing.opened.id)) {
        left -= each.amount;
    }
    if (standing.opened.kind != "offset") return left;
    for (const ledger::PeriodOffset& each : ledger::offsets_standing(database)) {
        if (each.reduction_case == standing.opened.id) left -= each.amount;
    }
    return left;
}

void end_if_nothing_is_left(ledger::Work& work, CaseStanding& standing) {
    ledger::Database& database = work.database();
    if (!left_of(database, standing).is_zero()) return;
    // A run that is cancelled would leave it open again: it is closed once the payments have left.
    if (ledger::has_promised_offset(database, standing.opened.id, work.today())) return;
    Money given_up;
    for (const auto& each : ledger::recoveries_of_case(database, standing.opened.id)) {
        if (each.way == "waived" || each.way == "lost") given_up += each.amount;
    }
    const CaseState how = given_up.is_zero()                      ? CaseState::recovered
                          : given_up == standing.decision->amount ? CaseState::waived
                                                                  : CaseState::part_waived;
    const bool is_enforced = standing.state == CaseState::enforced;
    const Outcome<Done> moved = is_enforced ? move_case(work, standing, {CaseState::closed})
                                            : move_case(work, standing, {how, CaseState::closed});
    if (!moved.accepted()) {
        throw ledger::InvariantBroken("a case that has come to its end can't be closed");
    }
}

}  // namespace almoner::scheduler

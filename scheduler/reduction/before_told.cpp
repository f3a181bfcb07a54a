#include "scheduler/reduction/before_told.h"

#include "ledger/values/invariant.h"
#include "rules/engine/evaluate.h"
#include "scheduler/commands/case_steps.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/decision_facts.h"
#include "scheduler/notice/notice_term.h"
#include "scheduler/reduction/offset_book.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Done;
using ledger::Notice;
using ledger::Outcome;

// What else a stop waits for is arranged while its notice runs.
constexpr std::string_view ground_rule = "STP-02";

// The notice that is still to be given, and the answer of whoever is still to be asked.
void assume_told(ledger::Database& database, CaseStanding& standing, Date today) {
    Notice notice{.kind = std::string(notice_for(standing.opened.kind)),
                  .budget = standing.budget.number,
                  .case_number = ledger::case_number(standing.opened.id),
                  .reasons = "-",
                  .effect_on = standing.decision->effect_on};
    const NoticeTerm term = notice_term(database, notice, today);
    notice.issued_on = today;
    notice.days = term.days;
    notice.matures_on = term.matures_on;
    standing.notice = std::move(notice);
    standing.waits = false;
    if (!standing.consulted) standing.consulted = ledger::CaseStep{.on = today};
}

rules::Facts facts_then(ledger::Database& database, const CaseStanding& standing, Date today) {
    const Date effect = std::max(standing.decision->effect_on, *standing.notice->matures_on);
    if (standing.opened.kind == "reduction") {
        return facts_to_reduce(database, standing, effect, today);
    }
    if (standing.opened.kind == "offset") {
        // All of it has to be free, over as many periods as it takes.
        const ledger::Money all = standing.decision->amount;
        return facts_to_offset(database,
                               standing,
                               {.due = all,
                                .amount = all,
                                .left = all,
                                .free = OffsetBook(database, today).free_for(standing)},
                               effect);
    }
    if (standing.opened.kind == "reclaim") return facts_to_reclaim(database, standing, today);
    if (standing.opened.kind == "stop") return facts_to_stop(database, standing, effect, today);
    throw ledger::InvariantBroken("a case of an unlisted kind");
}

}  // namespace

Outcome<Done> could_take_effect(Asked& asked, CaseStanding standing, Hindrance hindrance) {
    if (standing.opened.kind == "suspend" || !standing.line) return Done{};
    ledger::Database& database = asked.work.database();
    const Date today = asked.work.today();
    assume_told(database, standing, today);
    const rules::Facts facts = facts_then(database, standing, today);
    const bool is_stop = standing.opened.kind == "stop";
    if (hindrance == Hindrance::known || is_stop) {
        const rules::Evaluation found = rules::evaluate(
            event_of(standing.opened.kind), facts, policy_in_force(database, today), today);
        const bool is_hindered =
            std::ranges::any_of(found.findings, [&](const rules::Finding& each) {
                return each.effect == rules::Effect::block &&
                       (!is_stop || each.rule == ground_rule);
            });
        if (!is_hindered) return Done{};
    }
    return ask_of_case(asked, standing, facts);
}

}  // namespace almoner::scheduler

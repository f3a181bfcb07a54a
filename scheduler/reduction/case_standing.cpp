#include "scheduler/reduction/case_standing.h"

#include "ledger/records/in_force.h"
#include "ledger/values/invariant.h"

#include <algorithm>
#include <array>

namespace almoner::scheduler {
namespace {

using ledger::last_day_of_all;
using rules::CaseState;

struct Kind {
    std::string_view name;
    std::string_view outcome;
    std::string_view notice;
    rules::Event event;
};
constexpr std::array kinds{Kind{"reduction", "reduce", "reduction", rules::Event::reduce},
                           Kind{"offset", "offset", "offset", rules::Event::offset},
                           Kind{"reclaim", "reclaim", "reclaim", rules::Event::reclaim},
                           Kind{"suspend", "suspend", "suspension", rules::Event::suspend},
                           Kind{"stop", "stop", "stop", rules::Event::stop}};

const Kind& kind_named(std::string_view name) {
    const auto* const kind = std::ranges::find(kinds, name, &Kind::name);
    if (kind == kinds.end()) throw ledger::InvariantBroken("a case of an unlisted kind");
    return *kind;
}

void take_notices(ledger::Database& database, CaseStanding& standing) {
    const ledger::ReductionCase& opened = standing.opened;
    for (ledger::Notice& each : ledger::notices_of_case(database, ledger::case_number(opened.id))) {
        if (each.state == "withdrawn" || each.budget != opened.budget) continue;
        standing.waits = standing.waits || waits_for_an_answer(each);
        if (each.kind != notice_for(opened.kind)) continue;
        const bool has_issued = standing.notice && standing.notice->issued_on;
        if (!has_issued || each.issued_on) standing.notice = std::move(each);
    }
}

void take_steps(ledger::Database& database, CaseStanding& standing) {
    for (ledger::CaseStep& step : ledger::steps_of_case(database, standing.opened.id)) {
        if (step.state == name_of_value(CaseState::decided)) {
            standing.decided_on = step.on;
            standing.consulted.reset();
        }
        if (step.state == name_of_value(CaseState::matured)) standing.took_effect = true;
        if (step.state == name_of_value(CaseState::consulted)) standing.consulted = std::move(step);
    }
}

void take_review(ledger::Database& database, CaseStanding& standing) {
    standing.review = ledger::review_by_id(database, standing.opened.review).value();
    standing.review_state = ledger::state_of(database, standing.review.id);
    for (const ledger::ReviewStep& step : ledger::steps_of(database, standing.review.id)) {
        if (!step.outcome.empty()) standing.review_outcome = step.outcome;
    }
}

}  // namespace

std::string_view outcome_for(std::string_view kind) {
    return kind_named(kind).outcome;
}

std::string_view notice_for(std::string_view kind) {
    return kind_named(kind).notice;
}

rules::Event event_of(std::string_view kind) {
    return kind_named(kind).event;
}

CaseStanding standing_of(ledger::Database& database,
                         const ledger::ReductionCase& opened,
                         ledger::Date on) {
    CaseStanding standing{.opened = opened};
    const auto budget = ledger::budget_numbered(database, opened.budget, last_day_of_all);
    if (!budget) throw ledger::InvariantBroken("a case of a budget that is not there");
    standing.budget = *budget;
    take_review(database, standing);
    standing.decision = ledger::decision_of_case(database, opened.id);
    if (standing.decision && standing.decision->plan_line != 0) {
        const std::int64_t number = standing.decision->plan_line;
        standing.line = ledger::plan_line_numbered(database, number, on);
        if (!standing.line) {
            standing.line = ledger::plan_line_numbered(database, number, last_day_of_all);
        }
    }
    take_steps(database, standing);
    take_notices(database, standing);
    standing.state = rules::value_named<CaseState>(opened.state).value_or(CaseState::flagged);
    return standing;
}

bool takes_a_sum(const CaseStanding& standing) {
    return standing.opened.kind == "offset" || standing.opened.kind == "reclaim";
}

bool is_to_be_repaid(CaseState state) {
    return state == CaseState::awaiting_repayment || state == CaseState::enforced;
}

bool is_review_closed(const CaseStanding& standing) {
    return standing.review_state == name_of_value(rules::ReviewState::closed) &&
           standing.review_outcome == outcome_for(standing.opened.kind);
}

bool waits_for_an_answer(const ledger::Notice& notice) {
    return notice.held || notice.state == name_of_value(rules::NoticeState::challenged);
}

std::optional<ledger::Money> told_amount(ledger::Database& database,
                                         const CaseStanding& standing,
                                         ledger::Date effect) {
    if (!standing.decision || standing.decision->amount.is_zero()) return std::nullopt;
    if (takes_a_sum(standing)) return standing.decision->amount;
    const auto line = ledger::plan_line_numbered(database, standing.decision->plan_line, effect);
    if (!line || line->amount <= standing.decision->amount) return std::nullopt;
    return line->amount - standing.decision->amount;
}

bool tells_of_decision(const CaseStanding& standing,
                       const ledger::Notice& notice,
                       std::optional<ledger::Money> amount) {
    const std::optional<ledger::CaseDecision>& decision = standing.decision;
    return decision && (amount || decision->amount.is_zero()) && notice.amount == amount &&
           notice.effect_on == decision->effect_on && standing.decided_on <= notice.drafted_on;
}

bool may_take_effect(const CaseStanding& standing, ledger::Date on) {
    if (!is_review_closed(standing) || !standing.decision || !standing.notice || standing.waits) {
        return false;
    }
    // How much a line is less by is looked at when it is changed.
    const std::optional<ledger::Money> amount =
        takes_a_sum(standing) ? standing.decision->amount : standing.notice->amount;
    return tells_of_decision(standing, *standing.notice, amount) &&
           ledger::has_matured(*standing.notice, on);
}

}  // namespace almoner::scheduler

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

std::optional<ledger::Notice> notice_of(ledger::Database& database,
                                        const ledger::ReductionCase& opened) {
    std::optional<ledger::Notice> last;
    for (ledger::Notice& each : ledger::notices_of_case(database, ledger::case_number(opened.id))) {
        if (each.kind == notice_for(opened.kind) && each.state != "withdrawn" &&
            each.budget == opened.budget) {
            last = std::move(each);
        }
    }
    return last;
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
    for (ledger::CaseStep& step : ledger::steps_of_case(database, opened.id)) {
        if (step.state == name_of_value(CaseState::consulted)) standing.consulted = step;
    }
    standing.notice = notice_of(database, opened);
    standing.state = rules::value_named<CaseState>(opened.state).value_or(CaseState::flagged);
    return standing;
}

bool is_review_closed(const CaseStanding& standing) {
    return standing.review_state == name_of_value(rules::ReviewState::closed) &&
           standing.review_outcome == outcome_for(standing.opened.kind);
}

bool waits_for_an_answer(const ledger::Notice& notice) {
    return notice.held || notice.state == name_of_value(rules::NoticeState::challenged);
}

bool may_take_effect(const CaseStanding& standing, ledger::Date on) {
    return is_review_closed(standing) && standing.decision && standing.notice &&
           !waits_for_an_answer(*standing.notice) && ledger::has_matured(*standing.notice, on);
}

}  // namespace almoner::scheduler

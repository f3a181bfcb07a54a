// All that the books know of a case: its review, what was decided, who was consulted, its notice.
#pragma once

#include "ledger/records/budget.h"
#include "ledger/records/notice.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/reduction_case.h"
#include "ledger/records/review.h"
#include "rules/engine/kinds.h"
#include "rules/lifecycle/life_cycles.h"

#include <optional>
#include <string>
#include <string_view>

namespace almoner::scheduler {

struct CaseStanding {
    ledger::ReductionCase opened{};
    ledger::Budget budget{};
    ledger::Review review{};
    std::string review_state{};
    std::string review_outcome{};  // of its last decision
    std::optional<ledger::CaseDecision> decision{};
    std::optional<ledger::PlanLine> line{};  // as it stands on the day; of a decision
    ledger::Date decided_on{};               // of that decision
    std::optional<ledger::CaseStep> consulted{};
    bool took_effect = false;
    // The last one of the case that was issued, else its draft; never one that was withdrawn.
    std::optional<ledger::Notice> notice{};
    bool waits = false;  // somebody who challenged a notice of it has no answer yet
    rules::CaseState state = rules::CaseState::flagged;
};

[[nodiscard]] CaseStanding standing_of(ledger::Database& database,
                                       const ledger::ReductionCase& opened,
                                       ledger::Date on);

// What a closed review must have come to, so that a case of this kind may follow: its outcome.
[[nodiscard]] std::string_view outcome_for(std::string_view kind);
// Which notice tells of a case of this kind.
[[nodiscard]] std::string_view notice_for(std::string_view kind);
// What the rules are asked when it takes effect.
[[nodiscard]] rules::Event event_of(std::string_view kind);

// It takes a sum, where a reduction makes a plan line less.
[[nodiscard]] bool takes_a_sum(const CaseStanding& standing);
// A reclaim that has taken effect: what is left of it comes in, by law or without.
[[nodiscard]] bool is_to_be_repaid(rules::CaseState state);
[[nodiscard]] bool is_review_closed(const CaseStanding& standing);
// Whoever asked for it to be reconsidered has no answer yet.
[[nodiscard]] bool waits_for_an_answer(const ledger::Notice& notice);
// How much a notice of it tells of: the sum, or by how much the line is to be less on the day.
// Nothing where there is none, or where the line is worth no more than was decided.
[[nodiscard]] std::optional<ledger::Money> told_amount(ledger::Database& database,
                                                       const CaseStanding& standing,
                                                       ledger::Date effect);
// It was drafted after that decision, of this sum and of its day.
[[nodiscard]] bool tells_of_decision(const CaseStanding& standing,
                                     const ledger::Notice& notice,
                                     std::optional<ledger::Money> amount);
// Nothing reaches the ledger unless this holds: a closed review that names it, a decision, a notice
// of that very decision that has matured, and an answer to whoever asked for one.
[[nodiscard]] bool may_take_effect(const CaseStanding& standing, ledger::Date on);

}  // namespace almoner::scheduler

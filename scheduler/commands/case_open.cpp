// A case is opened from a closed review, the person is consulted, and it may be withdrawn.
#include "ledger/records/in_force.h"
#include "ledger/records/notice.h"
#include "ledger/records/period_offset.h"
#include "scheduler/commands/case_steps.h"
#include "scheduler/commands/notice_telling.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/reduction_case.h"

#include <algorithm>
#include <string>

namespace almoner::scheduler {
namespace {

using ledger::Done;
using ledger::Outcome;
using ledger::ReductionCase;
using rules::CaseState;

constexpr std::size_t longest_words = 2'000;

std::string kind_in(FieldReading& in) {
    std::string kind = in.needed("kind");
    if (in.accepted() && std::ranges::find(ledger::case_kinds, kind) == ledger::case_kinds.end()) {
        in.refuse("not-in-the-list",
                  "This is none of: reduction, offset, reclaim, suspend, stop.",
                  "Write one of those.",
                  "kind");
    }
    return kind;
}

Outcome<Done> may_open(ledger::Database& database, const CaseStanding& standing) {
    if (!is_review_closed(standing)) {
        return refused_in("review",
                          "no-review",
                          "This needs a closed review that came to '" +
                              std::string(outcome_for(standing.opened.kind)) + "'.",
                          "Decide the review so, tell the person and close it first.");
    }
    for (const ReductionCase& each : ledger::cases_of(database, standing.opened.budget)) {
        if (each.review != standing.opened.review || each.kind != standing.opened.kind) continue;
        return refused_in(
            "review",
            "case-exists",
            "Case " + ledger::case_number(each.id) + " was opened from this review already.",
            "Go on with that one; another case needs a review of its own.");
    }
    return Done{};
}

// Who was told of it is told that it will not happen.
Outcome<Done> take_notices_back(Asked& asked,
                                const CaseStanding& standing,
                                const std::string& words) {
    for (ledger::Notice& each :
         ledger::notices_of_case(asked.work.database(), ledger::case_number(standing.opened.id))) {
        const bool is_withdrawn = each.state == name_of_value(rules::NoticeState::withdrawn);
        if (is_withdrawn || each.budget != standing.budget.number) continue;
        NoticeInHand in_hand{.notice = std::move(each), .budget = standing.budget};
        const auto made = take_back(asked, in_hand, words);
        if (!made.accepted()) return made.refusal();
    }
    return Done{};
}

}  // namespace

Outcome<Answer> case_open(Asked& asked) {
    ledger::Database& database = asked.work.database();
    const Outcome<std::int64_t> id = asked.fields.number("review");
    if (!id.accepted()) return id.refusal();
    const auto review = ledger::review_by_id(database, id.value());
    if (!review) {
        return refused_in("review",
                          "review-unknown",
                          "There is no review of this number.",
                          "Take the number from 'almoner review list'.");
    }
    FieldReading in(asked.fields);
    ReductionCase opened{.budget = review->budget,
                         .kind = kind_in(in),
                         .review = review->id,
                         .opened_on = asked.work.today(),
                         .opened_by = asked.actor.number};
    (void)in.needed("words");
    opened.words = in.words("words", longest_words);
    if (!in.accepted()) return in.refusal();
    CaseStanding standing = standing_of(database, opened, asked.work.today());
    const Outcome<Done> allowed = may_open(database, standing);
    if (!allowed.accepted()) return allowed.refusal();
    standing.opened.id = ledger::insert_case(asked.work, standing.budget.person, opened);
    ledger::insert_case_step(asked.work,
                             standing.budget.person,
                             {.reduction_case = standing.opened.id,
                              .state = std::string(name_of_value(CaseState::flagged)),
                              .on = asked.work.today(),
                              .actor = asked.actor.number});
    // The review asked why before it was closed.
    const Outcome<Done> moved =
        move_case(asked, standing, {CaseState::enquiry, CaseState::reviewed});
    if (!moved.accepted()) return moved.refusal();
    return case_shown(standing);
}

Outcome<Answer> case_consult(Asked& asked) {
    Outcome<CaseStanding> found = case_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    CaseStanding standing = std::move(found).value();
    FieldReading in(asked.fields);
    ledger::CaseStep step{.on = in.date_or("on", asked.work.today()),
                          .words = in.words("words", longest_words)};
    if (in.accepted() && step.on > asked.work.today()) {
        in.refuse("day-in-the-future",
                  "Nobody was consulted on a day that is still to come.",
                  "Give the day on which it was done.",
                  "on");
    }
    if (!in.accepted()) return in.refusal();
    const auto paper = evidence_named(asked, standing.budget.person, false);
    if (!paper.accepted()) return paper.refusal();
    step.evidence = paper.value();
    if (!step.evidence && step.words.empty()) {
        return refused_in("evidence",
                          "evidence-missing",
                          "This needs the record that the person was consulted.",
                          "Give its number, or say with --words why it was neither possible nor "
                          "appropriate.");
    }
    const Outcome<Done> moved = move_case(asked, standing, {CaseState::consulted}, step);
    if (!moved.accepted()) return moved.refusal();
    return case_shown(standing);
}

Outcome<Answer> case_withdraw(Asked& asked) {
    Outcome<CaseStanding> found = case_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    CaseStanding standing = std::move(found).value();
    FieldReading in(asked.fields);
    (void)in.needed("words");
    const std::string words = in.words("words", longest_words);
    if (!in.accepted()) return in.refusal();
    if (rules::may_post(standing.state)) {
        return refused_in("case",
                          "illegal-transition",
                          "This case has taken effect.",
                          "Give up what is left of it with 'almoner case write-off'.");
    }
    const Outcome<Done> moved = move_case(asked, standing, {CaseState::closed}, {.words = words});
    if (!moved.accepted()) return moved.refusal();
    const Outcome<Done> told = take_notices_back(asked, standing, words);
    if (!told.accepted()) return told.refusal();
    return case_shown(standing);
}

Outcome<Answer> case_close(Asked& asked) {
    Outcome<CaseStanding> found = case_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    CaseStanding standing = std::move(found).value();
    if (standing.decision && !left_of(asked.work.database(), standing).is_zero()) {
        return refused_in("case",
                          "something-is-left",
                          "Not all of this case has been applied or repaid.",
                          "Wait for it, or give up the rest with 'almoner case write-off'.");
    }
    if (ledger::has_promised_offset(
            asked.work.database(), standing.opened.id, asked.work.today())) {
        return refused_in("case",
                          "offset-only-promised",
                          "A payment that this case made less has not left yet.",
                          "Close it once the payment run has been sent.");
    }
    const Outcome<Done> moved =
        move_case(asked, standing, {CaseState::recovered, CaseState::closed});
    if (!moved.accepted()) return moved.refusal();
    return case_shown(standing);
}

}  // namespace almoner::scheduler

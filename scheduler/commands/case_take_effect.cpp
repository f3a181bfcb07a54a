// A case takes effect: only after its notice has matured and the rules of its event have been
// asked.
#include "ledger/posting/surplus.h"
#include "ledger/records/agreement.h"
#include "ledger/records/in_force.h"
#include "scheduler/commands/case_steps.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/plan_approve.h"
#include "scheduler/commands/reduction_case.h"
#include "scheduler/ending/ending_standing.h"
#include "scheduler/facts/decision_facts.h"
#include "scheduler/notice/notice_moves.h"
#include "scheduler/payment_run/run_facts.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Done;
using ledger::Money;
using ledger::Outcome;
using rules::CaseState;

// The rules know the notice's days; what stands here is what no policy loosens.
Outcome<Done> notice_has_matured(const CaseStanding& standing, Date today) {
    const std::optional<ledger::Notice>& notice = standing.notice;
    if (!notice || !notice->issued_on) {
        return refused_in("case",
                          "notice-not-issued",
                          "No notice of this case was issued.",
                          "Draft it with 'almoner notice draft' and issue it.");
    }
    if (standing.waits) {
        return refused_in(
            "case",
            "reconsideration-unanswered",
            "A notice of this case is being reconsidered, and there is no answer yet.",
            "Answer the person in writing first.");
    }
    if (notice->unsent) {
        return refused_in("case",
                          "letter-not-sent",
                          "A letter of notice " + notice->number + " was not sent.",
                          "Send it and record that with 'almoner notice delivery': its days run "
                          "from then.");
    }
    if (!ledger::has_matured(*notice, today)) {
        return refused_in(
            "case",
            "notice-running",
            "Notice " + notice->number + " has not matured" +
                (notice->matures_on ? ": it does on " + notice->matures_on->words() : "") + ".",
            "Wait for that day.");
    }
    return Done{};
}

ledger::Refusal tells_otherwise(const ledger::Notice& notice) {
    return refused_in("case",
                      "notice-tells-otherwise",
                      "Notice " + notice.number + " tells of another sum or day than is decided.",
                      "Take it back with 'almoner notice withdraw' and give a new one.");
}

Outcome<Done> reduce(Asked& asked, CaseStanding& standing) {
    ledger::Database& database = asked.work.database();
    const ledger::CaseDecision& decision = *standing.decision;
    const Date effect = std::max({decision.effect_on,
                                  standing.notice->matures_on.value_or(asked.work.today()),
                                  asked.work.today()});
    const Outcome<Done> allowed = ask_of_case(
        asked, standing, facts_to_reduce(database, standing, effect, asked.work.today()));
    if (!allowed.accepted()) return allowed.refusal();
    const auto last =
        ledger::plan_line_numbered(database, decision.plan_line, ledger::last_day_of_all);
    auto line = ledger::plan_line_numbered(database, decision.plan_line, effect);
    if (!last || !line || last->from_on > effect || line->amount <= decision.amount) {
        return refused_in("case",
                          "changed-since",
                          "The plan line was changed since this was decided.",
                          "Withdraw the case, or mend the plan line first.");
    }
    if (standing.notice->amount != line->amount - decision.amount) {
        return tells_otherwise(*standing.notice);
    }
    line->version = last->version;
    line->from_on = effect;
    line->amount = decision.amount;
    ledger::insert_plan_line(asked.work, *line);
    note_plan_changed(asked, line->budget);
    return move_case(asked,
                     standing,
                     {CaseState::applying, CaseState::recovered, CaseState::closed},
                     {.on = asked.work.today(), .amount = decision.amount});
}

// Of no period yet: each one is asked about when it is paid.
Outcome<Done> offset(Asked& asked, CaseStanding& standing) {
    const Date today = asked.work.today();
    const Outcome<Done> allowed =
        ask_of_case(asked,
                    standing,
                    facts_to_offset(asked.work.database(),
                                    standing,
                                    {.left = standing.decision->amount},
                                    std::max(today, standing.decision->effect_on)));
    if (!allowed.accepted()) return allowed.refusal();
    return move_case(
        asked, standing, {CaseState::applying}, {.on = today, .amount = standing.decision->amount});
}

Outcome<Done> reclaim(Asked& asked, CaseStanding& standing) {
    ledger::Work& work = asked.work;
    const Outcome<Done> met = nothing_is_owed_first(work.database(), standing.budget, "case");
    if (!met.accepted()) return met.refusal();
    const Outcome<Done> allowed =
        ask_of_case(asked, standing, facts_to_reclaim(work.database(), standing, work.today()));
    if (!allowed.accepted()) return allowed.refusal();
    const ledger::PlanLine& line = *standing.line;
    const Money amount = standing.decision->amount;
    work.post(post(ledger::ReclaimMatured{
                  {static_cast<std::int32_t>(standing.budget.number), line.option},
                  {{line.stream, static_cast<std::int32_t>(line.body), amount}}}),
              {.plan_line = line.number, .effective = work.today()});
    return move_case(
        asked, standing, {CaseState::awaiting_repayment}, {.on = work.today(), .amount = amount});
}

Outcome<Done> take(Asked& asked, CaseStanding& standing) {
    if (standing.opened.kind == "reduction") return reduce(asked, standing);
    if (standing.opened.kind == "offset") return offset(asked, standing);
    if (standing.opened.kind == "reclaim") return reclaim(asked, standing);
    return standing.opened.kind == "suspend" ? suspend_by_case(asked, standing)
                                             : stop_by_case(asked, standing);
}

// What the notice has gone through since the person was consulted.
Outcome<Done> note_notice(Asked& asked, CaseStanding& standing) {
    const ledger::Notice& notice = *standing.notice;
    if (standing.state == CaseState::consulted) {
        const Outcome<Done> moved = move_case(asked,
                                              standing,
                                              {CaseState::noticed},
                                              {.on = *notice.issued_on, .notice = notice.number});
        if (!moved.accepted()) return moved;
    }
    NoticeInHand in_hand{.notice = notice, .budget = standing.budget};
    Outcome<Done> matured = bring_to_matured(asked, in_hand);
    if (!matured.accepted()) return matured;
    if (notice.was_challenged && standing.state == CaseState::noticed) {
        const Outcome<Done> moved =
            move_case(asked, standing, {CaseState::reconsidered}, {.notice = notice.number});
        if (!moved.accepted()) return moved;
    }
    return move_case(asked, standing, {CaseState::matured}, {.notice = notice.number});
}

}  // namespace

Outcome<Answer> case_take_effect(Asked& asked) {
    Outcome<CaseStanding> found = case_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    CaseStanding standing = std::move(found).value();
    if (standing.state != CaseState::consulted) {
        const auto move =
            rules::find_move(rules::case_moves, "case", standing.state, CaseState::matured);
        if (!move.accepted()) return move.refusal();
    }
    if (!is_review_closed(standing)) {
        return refused_in("case",
                          "no-review",
                          "The review of this case is not closed, or came to something else.",
                          "Close a review that came to it, and open a case from that one.");
    }
    const Outcome<Done> matured = notice_has_matured(standing, asked.work.today());
    if (!matured.accepted()) return matured.refusal();
    if (!may_take_effect(standing, asked.work.today())) {
        return tells_otherwise(*standing.notice);
    }
    const Outcome<Done> noted = note_notice(asked, standing);
    if (!noted.accepted()) return noted.refusal();
    const Outcome<Done> taken = take(asked, standing);
    if (!taken.accepted()) return taken.refusal();
    return case_shown(standing);
}

}  // namespace almoner::scheduler

#include "ledger/records/notice_step.h"
#include "ledger/records/reduction_case.h"
#include "scheduler/commands/notice.h"
#include "scheduler/commands/notice_telling.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/tasks.h"
#include "scheduler/notice/notice_moves.h"
#include "scheduler/notice/notice_term.h"

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Done;
using ledger::Outcome;
using rules::NoticeState;

std::string needed_words(FieldReading& in) {
    (void)in.needed("words");
    return in.words("words", longest_reasons);
}

std::optional<NoticeState> outcome_named(std::string_view name) {
    const auto state = rules::value_named<NoticeState>(name);
    const bool is_answer = state == NoticeState::upheld || state == NoticeState::varied ||
                           state == NoticeState::withdrawn;
    return is_answer ? state : std::nullopt;
}

// Who asked for it to be looked at again is answered by somebody who had no hand in it; and what is
// told of a case is what was decided, so it changes by another decision.
Outcome<Done> may_answer(const Asked& asked, const ledger::Notice& notice, NoticeState outcome) {
    const auto opened = ledger::find_case(asked.work.database(), notice.case_number);
    const auto decision =
        opened ? ledger::decision_of_case(asked.work.database(), opened->id) : std::nullopt;
    const std::int64_t actor = asked.actor.number;
    if (notice.drafted_by == actor || (decision && decision->proposed_by == actor)) {
        return refused_in("notice",
                          "second-person-needed",
                          "Whoever drafted the notice or proposed the decision does not answer.",
                          "Ask somebody else to look at it again and to answer.");
    }
    if (outcome == NoticeState::varied && !notice.case_number.empty()) {
        return refused_in("outcome",
                          "decide-again",
                          "The sum and the day of this notice are those of case " +
                              notice.case_number + ", and a letter can't change them.",
                          "Answer 'withdrawn', decide the case again with 'almoner case propose' "
                          "and give a new notice.");
    }
    if (outcome == NoticeState::withdrawn) return may_be_taken_back(asked, notice);
    return Done{};
}

// It came while there was time, whenever it is entered.
Outcome<Done> may_challenge(const ledger::Notice& notice, Date received) {
    if (!ledger::is_deciding(notice.kind)) {
        return refused_in("notice",
                          "nothing-to-challenge",
                          "This letter only informs: it tells of no decision.",
                          "Answer the question in it, or take a complaint.");
    }
    if (notice.issued_on && received < *notice.issued_on) {
        return refused_in("received",
                          "day-before-issue",
                          "The notice was issued on " + notice.issued_on->words() + ".",
                          "Give the day on which the challenge came.");
    }
    if (notice.was_challenged) {
        return ledger::Refusal{.code = "challenged-already",
                               .words = "A decision is reconsidered once, and this one was.",
                               .next = "Explain how to complain, to us and to the Ombudsman.",
                               .field = "notice",
                               .citation = "SI 2013/1617 reg 13, 15(4) to (7), 17(6) to (8)"};
    }
    if (ledger::has_matured(notice, received)) {
        return refused_notice(
            rules::illegal_transition("notice", "matured", "challenged", std::string_view{}));
    }
    return Done{};
}

void run_anew(Asked& asked, NoticeInHand& in_hand, std::string_view cause, Date from) {
    const NoticeTerm term = notice_term(asked.work.database(), in_hand.notice, from);
    ledger::insert_notice_clock(asked.work,
                                {.notice = in_hand.notice.id,
                                 .cause = std::string(cause),
                                 .from_on = from,
                                 .days = term.days,
                                 .matures_on = term.matures_on});
    in_hand.notice.matures_on = term.matures_on;
    in_hand.notice.days = term.days;
}

}  // namespace

Outcome<Answer> notice_challenge(Asked& asked) {
    Outcome<NoticeInHand> found = notice_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    NoticeInHand in_hand = std::move(found).value();
    FieldReading in(asked.fields);
    const std::string words = needed_words(in);
    const Date received = in.date_or("received", asked.work.today());
    if (in.accepted() && asked.work.today() < received) {
        in.refuse("day-in-the-future",
                  "A challenge can't have come on a day that is still to come.",
                  "Give the day on which it came.",
                  "received");
    }
    if (!in.accepted()) return in.refusal();
    const Outcome<Done> in_time = may_challenge(in_hand.notice, received);
    if (!in_time.accepted()) return in_time.refusal();
    const Outcome<Done> running = bring_to_running(asked, in_hand);
    if (!running.accepted()) return running.refusal();
    const bool holds = waits_for_answer(asked.work.database(), in_hand.notice, asked.work.today());
    const Outcome<Done> moved =
        move_notice(asked, in_hand, {NoticeState::challenged}, words, holds);
    if (!moved.accepted()) return moved.refusal();
    open_task(asked.work,
              challenged_task,
              in_hand.notice.number,
              "Notice " + in_hand.notice.number + " is challenged: answer it in writing, with " +
                  "reasons, by 'almoner notice answer'." +
                  (holds ? " Nothing takes effect before."
                         : " It may take effect meanwhile: the law lets it."));
    return shown(asked, in_hand.notice.id);
}

Outcome<Answer> notice_answer(Asked& asked) {
    Outcome<NoticeInHand> found = notice_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    NoticeInHand in_hand = std::move(found).value();
    FieldReading in(asked.fields);
    const NoticeState outcome = in.named("outcome", outcome_named, "upheld, varied, withdrawn");
    const std::string words = needed_words(in);
    if (!in.accepted()) return in.refusal();
    const Outcome<Done> allowed = may_answer(asked, in_hand.notice, outcome);
    if (!allowed.accepted()) return allowed.refusal();
    const std::string name(name_of_value(outcome));
    const Outcome<Done> answered = move_notice(asked, in_hand, {outcome}, words);
    if (!answered.accepted()) return answered.refusal();
    if (outcome == NoticeState::varied && asked.fields.has("worse")) {
        run_anew(asked, in_hand, "varied", asked.work.today());
    }
    const auto made = tell_answer(asked, in_hand, name, words);
    if (!made.accepted()) return made.refusal();
    if (outcome == NoticeState::varied && asked.fields.has("worse")) {
        open_task(asked.work,
                  unsent_task,
                  in_hand.notice.number,
                  "Notice " + in_hand.notice.number +
                      ": send the letters of its answer, and record each with 'almoner notice "
                      "delivery'. Its days run from then.");
    }
    if (outcome != NoticeState::withdrawn) {
        const Outcome<Done> on = move_notice(asked, in_hand, {NoticeState::running}, {});
        if (!on.accepted()) return on.refusal();
    }
    close_tasks(asked.work, challenged_task, in_hand.notice.number, "it was answered");
    return shown(asked, in_hand.notice.id, made.value());
}

Outcome<Answer> notice_withdraw(Asked& asked) {
    Outcome<NoticeInHand> found = notice_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    NoticeInHand in_hand = std::move(found).value();
    FieldReading in(asked.fields);
    const std::string words = needed_words(in);
    if (!in.accepted()) return in.refusal();
    const bool is_over = in_hand.notice.state == name_of_value(NoticeState::matured) &&
                         in_hand.notice.case_number.empty();
    if (is_over) {
        return refused_notice(
            rules::illegal_transition("notice", "matured", "withdrawn", std::string_view{}));
    }
    const Outcome<Done> allowed = may_be_taken_back(asked, in_hand.notice);
    if (!allowed.accepted()) return allowed.refusal();
    const auto made = take_back(asked, in_hand, words);
    if (!made.accepted()) return made.refusal();
    return shown(asked, in_hand.notice.id, made.value());
}

Outcome<Answer> notice_mature(Asked& asked) {
    Outcome<NoticeInHand> found = notice_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    NoticeInHand in_hand = std::move(found).value();
    if (!ledger::has_matured(in_hand.notice, asked.work.today())) {
        return refused_in("notice",
                          "notice-not-matured",
                          "The days of this notice have not run, or something holds it.",
                          "'almoner notice show' says what.");
    }
    const Outcome<Done> moved = bring_to_matured(asked, in_hand);
    if (!moved.accepted()) return moved.refusal();
    return shown(asked, in_hand.notice.id);
}

}  // namespace almoner::scheduler

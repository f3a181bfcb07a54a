#include "ledger/records/notice_step.h"
#include "scheduler/commands/notice.h"
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

// Where one of them can't be written, the answer waits.
Outcome<std::vector<LetterMade>> tell_answer(Asked& asked,
                                             const NoticeInHand& in_hand,
                                             const std::string& outcome,
                                             const std::string& words) {
    ledger::Database& database = asked.work.database();
    const auto recipients = recipients_of(database, in_hand.budget.person, asked.work.today());
    if (!recipients.accepted()) return recipients.refusal();
    Outcome<LetterCase> common = letter_case(asked, in_hand);
    if (!common.accepted()) return common.refusal();
    LetterCase about = std::move(common).value();
    about.answer = outcome;
    about.answer_words = words;
    about.easy_reasons = asked.fields.text("easy_reasons");
    about.translation = asked.fields.text("file:translation");
    for (const Recipient& to : recipients.value()) {
        const bool lacks_easy = to.format == "easy-read" && about.easy_reasons.empty();
        const bool lacks_words = to.format == "other-language" && about.translation.empty();
        if (!lacks_easy && !lacks_words) continue;
        return refused_in(lacks_easy ? "easy_reasons" : "translation",
                          lacks_easy ? "easy-reasons-missing" : "translation-missing",
                          "Somebody who gets the answer reads " + to.format + ".",
                          lacks_easy ? "Write the reasons in short sentences with --easy-reasons."
                                     : "Have it translated and give it with --translation FILE.");
    }
    return make_letters(asked, in_hand, recipients.value(), about, "answer");
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
    if (in_hand.notice.was_challenged) {
        return ledger::Refusal{.code = "challenged-already",
                               .words = "A decision is reconsidered once, and this one was.",
                               .next = "Explain how to complain, to us and to the Ombudsman.",
                               .field = "notice",
                               .citation = "SI 2013/1617 reg 13, 15(4) to (7), 17(6) to (8)"};
    }
    if (ledger::has_matured(in_hand.notice, received)) {
        return refused_notice(
            rules::illegal_transition("notice", "matured", "challenged", std::string_view{}));
    }
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
    const std::string name(name_of_value(outcome));
    const Outcome<Done> answered = move_notice(asked, in_hand, {outcome}, words);
    if (!answered.accepted()) return answered.refusal();
    if (outcome == NoticeState::varied && asked.fields.has("worse")) {
        run_anew(asked, in_hand, "varied", asked.work.today());
    }
    const auto made = tell_answer(asked, in_hand, name, words);
    if (!made.accepted()) return made.refusal();
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
    const bool was_told = in_hand.notice.issued_on.has_value();
    const bool was_answered = in_hand.notice.was_challenged &&
                              in_hand.notice.state != name_of_value(NoticeState::challenged);
    const Outcome<Done> moved = move_notice(asked, in_hand, {NoticeState::withdrawn}, words);
    if (!moved.accepted()) return moved.refusal();
    close_tasks(asked.work, challenged_task, in_hand.notice.number, "it was withdrawn");
    if (!was_told) return shown(asked, in_hand.notice.id);
    if (was_answered) {
        // Their letter of an answer is written already: this is told by hand.
        open_task(asked.work,
                  "notice-withdrawn",
                  in_hand.notice.number,
                  "Notice " + in_hand.notice.number +
                      " was withdrawn after its challenge was answered: tell everybody who got "
                      "it.");
        return shown(asked, in_hand.notice.id);
    }
    const auto made = tell_answer(asked, in_hand, "withdrawn", words);
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
    const Outcome<Done> running = bring_to_running(asked, in_hand);
    if (!running.accepted()) return running.refusal();
    const Outcome<Done> moved = move_notice(asked, in_hand, {NoticeState::matured}, {});
    if (!moved.accepted()) return moved.refusal();
    return shown(asked, in_hand.notice.id);
}

}  // namespace almoner::scheduler

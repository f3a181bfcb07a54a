#include "ledger/records/in_force.h"
#include "ledger/records/notice_step.h"
#include "ledger/records/person.h"
#include "ledger/records/representative.h"
#include "rules/engine/facts.h"
#include "scheduler/commands/notice.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/representative.h"
#include "scheduler/commands/tasks.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/contact_facts.h"
#include "scheduler/facts/increases.h"
#include "scheduler/notice/case_notice.h"
#include "scheduler/notice/decided.h"
#include "scheduler/notice/notice_moves.h"
#include "scheduler/notice/notice_term.h"
#include "scheduler/reduction/before_told.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::Done;
using ledger::Outcome;
using rules::LetterFormat;
using rules::NoticeState;

rules::NoticeKind kind_of(const ledger::Notice& notice) {
    if (notice.kind == "reclaim") return rules::NoticeKind::reclaim;
    if (notice.kind == "stop") return rules::NoticeKind::stop;
    if (notice.kind == "reduction" || notice.kind == "offset") return rules::NoticeKind::reduction;
    return rules::NoticeKind::other;
}

// Of the letter to one recipient, as it would be made.
rules::Facts facts_of(const Asked& asked,
                      const ledger::Notice& notice,
                      const NoticeTerm& term,
                      const Recipient& to) {
    rules::Facts facts;
    for (const rules::Regime each :
         regimes_of(asked.work.database(), notice.budget, asked.work.today())) {
        facts.lines.push_back({.ref = {}, .regime = each});
    }
    rules::InformationFacts& letter = facts.information;
    letter.notice_kind = kind_of(notice);
    letter.in_writing = true;
    const auto format = rules::value_named<LetterFormat>(to.format);
    if (format) letter.recorded_format = letter.letter_format = *format;
    if (asked.fields.has("understandable")) letter.in_plain_words = true;
    letter.decision_recorded = true;  // the steps of the notice
    facts.reclaim.states_reasons = !notice.reasons.empty();
    facts.reclaim.states_amount = notice.amount.has_value();
    facts.reclaim.states_time = facts.reclaim.states_payer = true;  // by the words of the letter
    facts.reclaim.days_to_repay = term.days;
    facts.reclaim.reconsidered_once = false;
    return facts;
}

// Nobody is written to about a case that could not take effect.
Outcome<Done> is_still_lawful(Asked& asked, const ledger::Notice& notice) {
    ledger::Database& database = asked.work.database();
    const auto opened = ledger::find_case(database, notice.case_number);
    if (!opened) return Done{};
    const Outcome<Done> could = could_take_effect(
        asked, standing_of(database, *opened, asked.work.today()), Hindrance::any);
    return could.accepted() ? could : Outcome<Done>(refused_notice(could.refusal()));
}

// The day that the letters bear and count from: today, or the near day on which they go out.
ledger::Date read_goes_out(FieldReading& in, const Asked& asked) {
    const ledger::Date today = asked.work.today();
    const ledger::Date day = in.date_or("goes_out", today);
    if (in.accepted() && (day < today || today + longest_in_a_drawer < day)) {
        in.refuse("day-out-of-reach",
                  "Letters go out today or within a week.",
                  "Give the day on which they go out, or issue the notice then.",
                  "goes_out");
    }
    return day;
}

// What only a person can write for who reads easy read or another language.
Outcome<Done> check_formats(const std::vector<Recipient>& recipients,
                            const LetterCase& about,
                            const ledger::Notice& notice) {
    std::string language;
    for (const Recipient& to : recipients) {
        const bool is_easy = to.format == "easy-read" && ledger::is_deciding(notice.kind);
        if (is_easy && about.easy_decided.empty() && !decided_in(notice).empty()) {
            return refused_in("easy_decided",
                              "easy-decided-missing",
                              "Somebody who gets this reads easy read.",
                              "Write what was decided in short sentences with --easy-decided.");
        }
        if (is_easy && about.easy_reasons.empty()) {
            return refused_in("easy_reasons",
                              "easy-reasons-missing",
                              "Somebody who gets this reads easy read.",
                              "Write the reasons in short sentences, one idea each, with "
                              "--easy-reasons.");
        }
        if (to.format != "other-language") continue;
        const bool is_second = !language.empty() && language != to.language;
        if (about.translation.empty() || is_second) {
            return refused_in("translation",
                              "translation-missing",
                              "Somebody who gets this reads another language.",
                              "Have it translated and give the text, its title in the first line, "
                              "with --translation FILE.");
        }
        language = to.language;
    }
    return Done{};
}

// Whoever acts for the person, where they may be family or a friend.
void note_contact_of(Asked& asked, const NoticeInHand& in_hand, const Recipient& to) {
    if (to.is_holder) return;
    const auto who =
        ledger::representative_numbered(asked.work.database(), to.number, ledger::last_day_of_all);
    if (who) note_contact(asked, *who, in_hand.budget.number);
}

Outcome<Done> ask_about_each(Asked& asked,
                             const NoticeInHand& in_hand,
                             const NoticeTerm& term,
                             const std::vector<Recipient>& recipients) {
    for (const Recipient& to : recipients) {
        note_contact_of(asked, in_hand, to);
        const Outcome<Done> allowed =
            ask_rules(asked,
                      {.event = rules::Event::notice,
                       .about = {ledger::CaseKind::budget, in_hand.budget.number},
                       .person = in_hand.budget.person,
                       .on = asked.work.today(),
                       .field = "notice"},
                      facts_of(asked, in_hand.notice, term, to));
        if (!allowed.accepted()) return allowed.refusal();
    }
    return Done{};
}

}  // namespace

Outcome<Answer> notice_issue(Asked& asked) {
    Outcome<NoticeInHand> found = notice_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    NoticeInHand in_hand = std::move(found).value();
    const auto possible = rules::find_move(
        rules::notice_moves,
        "notice",
        rules::value_named<NoticeState>(in_hand.notice.state).value_or(NoticeState::drafted),
        NoticeState::format_checked);
    if (!possible.accepted()) return refused_notice(possible.refusal());
    if (in_hand.notice.drafted_by == asked.actor.number) {
        return refused_in("notice",
                          "second-person-needed",
                          "Whoever drafted a notice does not issue it.",
                          "Ask somebody else to read and issue it.");
    }
    const Outcome<Done> as_decided = still_tells(asked, in_hand.notice);
    if (!as_decided.accepted()) return as_decided.refusal();
    const Outcome<Done> lawful = is_still_lawful(asked, in_hand.notice);
    if (!lawful.accepted()) return lawful.refusal();
    ledger::Database& database = asked.work.database();
    const auto recipients = recipients_of(database, in_hand.budget.person, asked.work.today());
    if (!recipients.accepted()) return recipients.refusal();
    Outcome<LetterCase> common = letter_case(asked, in_hand);
    if (!common.accepted()) return common.refusal();
    LetterCase about = std::move(common).value();
    FieldReading in(asked.fields);
    about.easy_decided = in.words("easy_decided", longest_reasons);
    about.easy_reasons = in.words("easy_reasons", longest_reasons);
    about.written_on = read_goes_out(in, asked);
    if (!in.accepted()) return in.refusal();
    about.translation = asked.fields.text("file:translation");
    const Outcome<Done> readable = check_formats(recipients.value(), about, in_hand.notice);
    if (!readable.accepted()) return readable.refusal();
    const NoticeTerm term = notice_term(database, in_hand.notice, about.written_on);
    const Outcome<Done> allowed = ask_about_each(asked, in_hand, term, recipients.value());
    if (!allowed.accepted()) return allowed.refusal();
    about.days = term.days;
    about.counts_from = term.counts_from;
    about.matures_on = term.matures_on;
    about.arriving = what_arrives(database, in_hand.notice, term.matures_on, asked.work.today());
    const auto made = make_letters(asked, in_hand, recipients.value(), about, "issue");
    const Outcome<Done> moved =
        move_notice(asked, in_hand, {NoticeState::format_checked, NoticeState::issued}, {});
    if (!moved.accepted()) return moved.refusal();
    ledger::insert_notice_clock(asked.work,
                                {.notice = in_hand.notice.id,
                                 .cause = "issued",
                                 .from_on = about.written_on,
                                 .days = term.days,
                                 .matures_on = term.matures_on});
    if (in_hand.notice.kind == "uplift") told_of_increase(asked.work, in_hand.budget.ref);
    open_task(asked.work,
              unsent_task,
              in_hand.notice.number,
              "Notice " + in_hand.notice.number +
                  ": send its letters, and record each with 'almoner notice delivery'. Its days "
                  "run from then.");
    if (in_hand.notice.kind == ledger::appointment_letter) {
        const auto person =
            ledger::person_numbered(database, in_hand.budget.person, ledger::last_day_of_all);
        if (person) {
            close_tasks(asked.work, appointment_letter_task, "person:" + person->ref, "issued");
        }
    }
    return shown(asked, in_hand.notice.id, made);
}

}  // namespace almoner::scheduler

#include "scheduler/notice/notice_moves.h"

#include "ledger/records/evidence.h"
#include "ledger/records/in_force.h"
#include "ledger/records/letter.h"
#include "ledger/records/notice_step.h"
#include "ledger/records/organisation.h"
#include "ledger/records/person.h"
#include "ledger/records/private_text.h"
#include "scheduler/commands/init.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/notice/notice_term.h"

#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Done;
using ledger::last_day_of_all;
using ledger::Outcome;
using rules::NoticeState;

constexpr const char* phone_setting = "contact.phone";

NoticeState state_of(const ledger::Notice& notice) {
    return rules::value_named<NoticeState>(notice.state).value_or(NoticeState::drafted);
}

std::int64_t keep(Asked& asked,
                  const NoticeInHand& in_hand,
                  std::string_view media_type,
                  std::string_view document) {
    return ledger::insert_evidence(asked.work,
                                   {.kind = "letter",
                                    .person = in_hand.budget.person,
                                    .subject = "notice:" + in_hand.notice.number,
                                    .dated_on = asked.work.today(),
                                    .given_by = asked.actor.number,
                                    .media_type = std::string(media_type)},
                                   document);
}

}  // namespace

ledger::Refusal refused_notice(ledger::Refusal refusal) {
    refusal.field = "notice";
    return refusal;
}

std::string letter_subject(std::int64_t letter) {
    return "letter:" + std::to_string(letter);
}

Outcome<NoticeInHand> notice_asked_for(const Asked& asked) {
    ledger::Database& database = asked.work.database();
    const auto notice = ledger::find_notice(database, asked.fields.text("notice"));
    if (!notice) {
        return refused_in("notice",
                          "notice-unknown",
                          "There is no notice of this number.",
                          "Take the number, such as N-0001, from 'almoner notice list'.");
    }
    const auto budget = ledger::budget_numbered(database, notice->budget, last_day_of_all);
    return NoticeInHand{.notice = *notice, .budget = budget.value()};
}

Outcome<Done> move_notice(Asked& asked,
                          NoticeInHand& in_hand,
                          std::initializer_list<NoticeState> states,
                          const std::string& words,
                          bool holds) {
    for (const NoticeState to : states) {
        const auto move =
            rules::find_move(rules::notice_moves, "notice", state_of(in_hand.notice), to);
        if (!move.accepted()) return refused_notice(move.refusal());
        const bool is_last = to == *(states.end() - 1);
        ledger::NoticeStep step{.notice = in_hand.notice.id,
                                .state = std::string(name_of_value(to)),
                                .on = asked.work.today(),
                                .actor = asked.actor.number,
                                .holds = is_last && holds,
                                .words = is_last ? words : std::string{}};
        if (to == NoticeState::issued) step.drafted_by = in_hand.notice.drafted_by;
        if (to == NoticeState::matured) step.matures_on = in_hand.notice.matures_on;
        ledger::insert_notice_step(asked.work, in_hand.budget.person, step);
        in_hand.notice.state = step.state;
    }
    return Done{};
}

Outcome<Done> bring_to_running(Asked& asked, NoticeInHand& in_hand) {
    if (state_of(in_hand.notice) != NoticeState::issued) return Done{};
    return move_notice(
        asked, in_hand, {NoticeState::deemed_received, NoticeState::running}, std::string{});
}

Outcome<Done> bring_to_matured(Asked& asked, NoticeInHand& in_hand) {
    if (state_of(in_hand.notice) == NoticeState::matured) return Done{};
    const Outcome<Done> running = bring_to_running(asked, in_hand);
    if (!running.accepted()) return running.refusal();
    const NoticeState state = state_of(in_hand.notice);
    if (state == NoticeState::upheld || state == NoticeState::varied) {
        const Outcome<Done> on = move_notice(asked, in_hand, {NoticeState::running}, {});
        if (!on.accepted()) return on.refusal();
    }
    return move_notice(asked, in_hand, {NoticeState::matured}, {});
}

Outcome<LetterCase> letter_case(const Asked& asked, const NoticeInHand& in_hand) {
    ledger::Database& database = asked.work.database();
    const auto settings = area_settings(database);
    const auto phone = settings.find(phone_setting);
    if (phone == settings.end() || phone->second.empty()) {
        return refused_in("notice",
                          "contact-missing",
                          "A letter says who to ask, and no telephone number is set.",
                          "Set it with 'almoner setting set contact.phone NUMBER'.");
    }
    LetterCase about{.notice = in_hand.notice,
                     .days = in_hand.notice.days,
                     .matures_on = in_hand.notice.matures_on.value_or(asked.work.today()),
                     .written_on = asked.work.today(),
                     .phone = phone->second};
    about.holds = waits_for_answer(database, in_hand.notice, asked.work.today());
    const auto lead = ledger::organisation_numbered(database, in_hand.budget.lead, last_day_of_all);
    if (lead) about.from = lead->name;
    const auto person = ledger::person_numbered(database, in_hand.budget.person, last_day_of_all);
    const auto details = person ? ledger::person_private(database, person->personal) : std::nullopt;
    if (details) about.holder = details->given_name + " " + details->family_name;
    return about;
}

std::vector<LetterMade> make_letters(Asked& asked,
                                     const NoticeInHand& in_hand,
                                     const std::vector<Recipient>& recipients,
                                     const LetterCase& about,
                                     std::string_view cause) {
    std::vector<LetterMade> made;
    for (const Recipient& to : recipients) {
        const gateway::WrittenLetter written = letter_to(to, about);
        ledger::Letter letter{.notice = in_hand.notice.id,
                              .cause = std::string(cause),
                              .recipient_kind = to.kind,
                              .recipient = to.number,
                              .format = to.format,
                              .language = to.language,
                              .made_on = asked.work.today()};
        letter.html = keep(asked, in_hand, "text/html", gateway::letter_html(written));
        if (to.format == "plain-text") {
            letter.plain = keep(asked, in_hand, "text/plain", gateway::letter_text(written));
        }
        made.push_back({.letter = ledger::insert_letter(asked.work, letter),
                        .recipient_kind = to.kind,
                        .format = to.format});
    }
    return made;
}

Answer shown(const Asked& asked, std::int64_t id, const std::vector<LetterMade>& letters) {
    const auto notice = ledger::notice_by_id(asked.work.database(), id);
    nlohmann::json answer{
        {"notice", notice->number}, {"kind", notice->kind}, {"state", notice->state}};
    if (notice->matures_on) answer["matures"] = notice->matures_on->iso();
    if (notice->issued_on) answer["notice_days"] = notice->days;
    for (const LetterMade& each : letters) {
        answer["letters"].push_back(
            {{"letter", each.letter}, {"to", each.recipient_kind}, {"format", each.format}});
    }
    return answer.dump();
}

bool is_to_be_sent(const ledger::Notice& notice, const ledger::Letter& never_sent) {
    const bool was_taken_back = notice.state == name_of_value(NoticeState::withdrawn);
    return never_sent.notice == notice.id && (!was_taken_back || never_sent.cause == "answer");
}

}  // namespace almoner::scheduler

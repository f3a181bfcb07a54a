#include "ledger/records/letter.h"

#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/notice_step.h"
#include "ledger/records/representative.h"
#include "scheduler/commands/notice.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/tasks.h"
#include "scheduler/facts/contact_facts.h"
#include "scheduler/notice/delivery.h"
#include "scheduler/notice/keep_pdf.h"
#include "scheduler/notice/notice_moves.h"
#include "scheduler/notice/notice_term.h"
#include "scheduler/notice/recipients.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Letter;
using ledger::Outcome;

constexpr std::size_t longest_note = 500;
constexpr std::array<std::string_view, 5> formats{
    "standard", "large-print", "easy-read", "plain-text", "other-language"};

template <std::size_t N>
std::string one_of(FieldReading& in,
                   const std::string& field,
                   const std::array<std::string_view, N>& names) {
    std::string text = in.needed(field);
    if (!in.accepted() || std::ranges::find(names, text) != names.end()) return text;
    std::string list;
    for (const std::string_view name : names)
        list += (list.empty() ? "" : ", ") + std::string(name);
    in.refuse("not-in-the-list", "This is none of: " + list + ".", "Write one of those.", field);
    return text;
}

Outcome<Letter> letter_asked_for(const Asked& asked) {
    const Outcome<std::int64_t> id = asked.fields.number("letter");
    if (!id.accepted()) return id.refusal();
    const auto letter = ledger::letter_by_id(asked.work.database(), id.value());
    if (letter) return *letter;
    return refused_in("letter",
                      "letter-unknown",
                      "There is no letter of this number.",
                      "Take the number from 'almoner notice show NOTICE'.");
}

// The clock that the days of this letter are named by; nothing of a letter that names none.
std::optional<ledger::NoticeClock> clock_of(ledger::Database& database, const Letter& letter) {
    const std::string_view cause = letter.cause == "issue" ? "issued" : "varied";
    for (ledger::NoticeClock& each : ledger::notice_clocks(database, letter.notice)) {
        if (each.cause == cause) return std::move(each);
    }
    return std::nullopt;
}

// Nobody is to read of days that are over.
Outcome<ledger::Done> names_days_to_come(ledger::Database& database,
                                         const Letter& letter,
                                         const ledger::LetterDelivery& next) {
    const auto clock = clock_of(database, letter);
    const bool is_first = ledger::deliveries_of(database, letter.id).empty();
    const bool is_old = clock && clock->days > 0 && clock->from_on + longest_in_a_drawer < next.on;
    if (!is_first || !is_old) return ledger::Done{};
    return refused_in("letter",
                      "letter-out-of-date",
                      "This letter bears the day " + clock->from_on.words() +
                          " and names days that count from it.",
                      "Take the notice back with 'almoner notice withdraw', and draft and issue "
                      "it anew: its letters then name the right days.");
}

bool all_went_out(ledger::Database& database, const ledger::Notice& notice) {
    return std::ranges::none_of(ledger::letters_of(database, notice.id), [&](const Letter& letter) {
        return ledger::deliveries_of(database, letter.id).empty() && is_to_be_sent(notice, letter);
    });
}

// The days run from the last day on which a letter of it went out.
void run_from(Asked& asked,
              const ledger::Notice& before,
              const Letter& letter,
              const ledger::LetterDelivery& next) {
    ledger::Database& database = asked.work.database();
    const auto clock = clock_of(database, letter);
    if (!clock) return;
    const bool is_again = next.state == "served-again";
    const bool is_late = before.unsent && clock->from_on < next.on;
    if (is_again || is_late) {
        const NoticeTerm term = notice_term(database, before, next.on);
        ledger::insert_notice_clock(asked.work,
                                    {.notice = before.id,
                                     .cause = is_again ? "served-again" : clock->cause,
                                     .from_on = next.on,
                                     .days = term.days,
                                     .matures_on = term.matures_on});
        if (is_again && term.days > 0) {
            open_task(asked.work,
                      served_late_task,
                      letter_subject(letter.id),
                      "Letter " + std::to_string(letter.id) + " of notice " + before.number +
                          " names the days of when it was first sent. Tell whoever got it that "
                          "there is time until " +
                          term.matures_on.words() + ".");
        }
    }
    const auto now = ledger::notice_by_id(database, before.id);
    if (now && !now->unsent) close_tasks(asked.work, unsent_task, before.number, "sent");
}

}  // namespace

Outcome<Answer> notice_delivery(Asked& asked) {
    const Outcome<Letter> letter = letter_asked_for(asked);
    if (!letter.accepted()) return letter.refusal();
    ledger::Database& database = asked.work.database();
    FieldReading in(asked.fields);
    const ledger::LetterDelivery next = read_delivery(in, asked, letter.value().id);
    if (!in.accepted()) return in.refusal();
    const auto possible = delivery_may_follow(ledger::deliveries_of(database, next.letter),
                                              next,
                                              letter.value().made_on,
                                              asked.work.today());
    if (!possible.accepted()) return possible.refusal();
    const auto as_written = names_days_to_come(database, letter.value(), next);
    if (!as_written.accepted()) return as_written.refusal();
    const auto notice = ledger::notice_by_id(database, letter.value().notice);
    const auto budget = ledger::budget_numbered(database, notice->budget, ledger::last_day_of_all);
    ledger::insert_letter_delivery(asked.work, budget->person, next);
    const std::string subject = letter_subject(next.letter);
    if (next.state == "returned") {
        open_task(asked.work,
                  returned_task,
                  subject,
                  "Letter " + std::to_string(next.letter) + " of notice " + notice->number +
                      " came back: find the right address and serve it again. Until then the "
                      "notice does not count.");
    } else {
        close_tasks(asked.work, returned_task, subject, next.state);
    }
    run_from(asked, *notice, letter.value(), next);
    if (all_went_out(database, *notice)) {
        close_tasks(asked.work, unsent_task, notice->number, "sent");
    }
    return shown(asked, notice->id);
}

Outcome<Answer> notice_reader(Asked& asked) {
    const Outcome<std::int64_t> number = asked.fields.number("representative");
    if (!number.accepted()) return number.refusal();
    const auto known = ledger::representative_numbered(
        asked.work.database(), number.value(), ledger::last_day_of_all);
    if (!known) {
        return refused_in("representative",
                          "representative-unknown",
                          "There is no representative of this number.",
                          "Take the number from 'almoner person show PERSON'.");
    }
    FieldReading in(asked.fields);
    ledger::ReaderNeed need{.representative = number.value(),
                            .format = one_of(in, "format", formats),
                            .language = language_tag(asked.fields.text("language"))};
    (void)in.needed("address");
    need.address = in.words("address", longest_note);
    if (in.accepted() && need.format == "other-language" && !in.has("language")) {
        in.refuse("language-missing",
                  "Whoever reads another language reads one that has a name.",
                  "Add --language.",
                  "language");
    }
    if (in.accepted() && need.language == unknown_language) {
        in.refuse("language-unknown",
                  "This is no language that a letter can name.",
                  "Give its two letters of ISO 639-1 (\"pl\"), or its English name.",
                  "language");
    }
    if (!in.accepted()) return in.refusal();
    need.from_on = asked.work.today();
    need.recorded_by = asked.actor.number;
    ledger::insert_reader_need(asked.work, known->person, need);
    note_contact(asked, *known);
    return nlohmann::json{{"representative", number.value()}, {"format", need.format}}.dump();
}

Outcome<Answer> letter_pdf(Asked& asked) {
    const Outcome<Letter> letter = letter_asked_for(asked);
    if (!letter.accepted()) return letter.refusal();
    ledger::Database& database = asked.work.database();
    const std::int64_t id = letter.value().id;
    const auto tried = ledger::pdfs_of(database, id);
    if (std::ranges::any_of(tried, [](const auto& each) { return each.evidence.has_value(); })) {
        return refused_in("letter", "pdf-known", "It has a PDF already.", "Nothing is to be done.");
    }
    const auto notice = ledger::notice_by_id(database, letter.value().notice);
    const auto budget = ledger::budget_numbered(database, notice->budget, ledger::last_day_of_all);
    auto kept =
        keep_pdf(asked,
                 {.person = budget->person,
                  .evidence_kind = "letter",
                  .about = "notice:" + notice->number,
                  .task_kind = std::string(no_pdf_task),
                  .task_subject = letter_subject(id),
                  .called = "letter " + std::to_string(id) + " of notice " + notice->number});
    if (!kept.accepted()) return kept.refusal();
    ledger::LetterPdf made = std::move(kept).value();
    made.letter = id;
    ledger::insert_letter_pdf(asked.work, made);
    return nlohmann::json{{"letter", id}, {"pdf", made.evidence.value_or(0)}}.dump();
}

}  // namespace almoner::scheduler

#include "scheduler/notice/recipients.h"

#include "ledger/records/letter.h"
#include "ledger/records/names.h"
#include "ledger/records/person.h"
#include "ledger/records/private_text.h"
#include "ledger/records/representative.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace almoner::scheduler {
namespace {

using gateway::LetterLook;
using ledger::Date;
using ledger::Named;
using ledger::Outcome;
using ledger::Refusal;

// SI 2013/1617 reg 2: a child is somebody under 16.
constexpr int child_until = 16;

constexpr std::array looks{Named{LetterLook::large_print, "large-print"},
                           Named{LetterLook::easy_read, "easy-read"},
                           Named{LetterLook::plain_text, "plain-text"}};

// ISO 639-1; languages that councils' letters are most often asked for in.
constexpr std::array tags{Named{std::string_view("en"), "english"},
                          Named{std::string_view("cy"), "welsh"},
                          Named{std::string_view("pl"), "polish"},
                          Named{std::string_view("ro"), "romanian"},
                          Named{std::string_view("pa"), "punjabi"},
                          Named{std::string_view("ur"), "urdu"},
                          Named{std::string_view("bn"), "bengali"},
                          Named{std::string_view("gu"), "gujarati"},
                          Named{std::string_view("ar"), "arabic"},
                          Named{std::string_view("fr"), "french"},
                          Named{std::string_view("pt"), "portuguese"},
                          Named{std::string_view("es"), "spanish"},
                          Named{std::string_view("it"), "italian"},
                          Named{std::string_view("so"), "somali"},
                          Named{std::string_view("tr"), "turkish"},
                          Named{std::string_view("fa"), "persian"},
                          Named{std::string_view("uk"), "ukrainian"},
                          Named{std::string_view("zh"), "chinese"}};

Refusal refused(std::string code, std::string words, std::string next) {
    return {.code = std::move(code),
            .words = std::move(words),
            .next = std::move(next),
            .field = "notice",
            .citation =
                "SI 2013/1617 reg 13(5); Guidance on direct payments for healthcare, "
                "para 129"};
}

bool is_child(const ledger::PersonDetails& details, Date on) {
    if (!details.date_of_birth) return false;
    const Date born = *details.date_of_birth;
    const bool before_birthday =
        std::pair(on.month(), on.day()) < std::pair(born.month(), born.day());
    return on.year() - born.year() - (before_birthday ? 1 : 0) < child_until;
}

Outcome<Recipient> holder(const ledger::Person& person, const ledger::PersonDetails& details) {
    Recipient recipient{.kind = "person",
                        .number = person.number,
                        .name = details.given_name + " " + details.family_name,
                        .address = address_lines(details.address),
                        .format = person.information_format,
                        .language = language_tag(details.language),
                        .is_holder = true};
    if (!details.postcode.empty()) recipient.address.push_back(details.postcode);
    if (!recipient.address.empty()) return recipient;
    return refused("address-missing",
                   "No address of the person is recorded.",
                   "Record it with 'almoner person change'.");
}

Outcome<Recipient> acting(ledger::Database& database,
                          const ledger::Representative& representative,
                          Date on) {
    const std::string number = std::to_string(representative.number);
    const auto need = ledger::reader_need_on(database, representative.number, on);
    const auto name = ledger::private_text(database, representative.name_private);
    if (!need || !name || need->address.empty()) {
        return refused("reader-unknown",
                       "It is not recorded how representative " + number +
                           " reads and where letters to them go.",
                       "Record it with 'almoner notice reader " + number + "'.");
    }
    return Recipient{.kind = "representative",
                     .number = representative.number,
                     .name = *name,
                     .address = address_lines(need->address),
                     .format = need->format,
                     .language = language_tag(need->language)};
}

bool acts_on(const ledger::Representative& each, Date on) {
    return each.start_on <= on && (!each.end_on || on <= *each.end_on);
}

}  // namespace

Outcome<std::vector<Recipient>> recipients_of(ledger::Database& database,
                                              std::int64_t number,
                                              Date on) {
    std::vector<Recipient> all;
    const auto person = ledger::person_numbered(database, number, on);
    const auto details = person ? ledger::person_private(database, person->personal) : std::nullopt;
    if (!details) {
        return refused("nobody-to-tell",
                       "The person's name and address are not recorded.",
                       "Record them first.");
    }
    if (!person->died_on && !is_child(*details, on)) {
        Outcome<Recipient> self = holder(*person, *details);
        if (!self.accepted()) return self.refusal();
        all.push_back(std::move(self).value());
    }
    for (const auto& each : ledger::representatives_of(database, number, on)) {
        if (!acts_on(each, on)) continue;
        Outcome<Recipient> other = acting(database, each, on);
        if (!other.accepted()) return other.refusal();
        all.push_back(std::move(other).value());
    }
    if (!all.empty()) return all;
    return refused("nobody-to-tell",
                   person->died_on ? "Nobody is recorded who acts for the estate."
                                   : "No parent of the child is recorded.",
                   "Record them with 'almoner representative add'.");
}

LetterLook look_of(std::string_view format) {
    return ledger::named_in(looks, format).value_or(LetterLook::standard);
}

std::string language_tag(std::string_view language) {
    std::string lower(language);
    std::ranges::transform(lower, lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    if (lower.empty()) return "en";
    const bool is_tag = lower.size() == 2 &&
                        std::ranges::all_of(lower, [](char c) { return c >= 'a' && c <= 'z'; });
    if (is_tag) return lower;
    return std::string(ledger::named_in(tags, lower).value_or(unknown_language));
}

std::vector<std::string> address_lines(std::string_view address) {
    std::vector<std::string> lines;
    std::string line;
    for (const char c : std::string(address) + ",") {
        if (c == ',' || c == '\n') {
            if (!line.empty()) lines.push_back(std::move(line));
            line.clear();
        } else if (c != ' ' || !line.empty()) {
            line += c;
        }
    }
    return lines;
}

}  // namespace almoner::scheduler

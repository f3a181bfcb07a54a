#include "scheduler/commands/evidence.h"

#include "gateway/csv/cells.h"
#include "ledger/records/evidence.h"
#include "ledger/records/person.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::Evidence;
using ledger::Outcome;
using ledger::Refusal;

constexpr std::size_t largest_document = 32U << 20U;
constexpr std::size_t longest_subject = 120;
constexpr std::size_t longest_word = 60;

Refusal refused(std::string code, std::string words, std::string next, std::string field) {
    return {.code = std::move(code),
            .words = std::move(words),
            .next = std::move(next),
            .field = std::move(field),
            .citation = {}};
}

// Lower case letters, digits and what else is allowed.
bool is_word(std::string_view text, std::string_view more) {
    return !text.empty() && text.size() <= longest_word && std::ranges::all_of(text, [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               more.find(c) != std::string_view::npos;
    });
}

Outcome<std::string> kind_of(const Fields& fields) {
    Outcome<std::string> kind = fields.need("kind");
    if (!kind.accepted() || is_word(kind.value(), "-")) return kind;
    return refused("evidence-kind",
                   "A kind of evidence is lower case letters and hyphens.",
                   "Write signed-agreement, consent, dbs-check, letter, photo or the like.",
                   "kind");
}

Outcome<std::string> media_type_of(const Fields& fields) {
    Outcome<std::string> type = fields.need("media_type");
    if (!type.accepted()) return type;
    const bool two_parts = std::ranges::count(type.value(), '/') == 1;
    if (two_parts && is_word(type.value(), "/.+-")) return type;
    return refused("evidence-media-type",
                   "That is not the name of a kind of file.",
                   "Write application/pdf, image/jpeg, image/png or text/plain.",
                   "media_type");
}

Outcome<std::string> document_of(const Fields& fields) {
    Outcome<std::string> document = fields.need("file:document");
    if (!document.accepted() || document.value().size() <= largest_document) return document;
    return refused("evidence-too-big",
                   "The document has more than 32 MB.",
                   "Scan it at a lower resolution.",
                   "file:document");
}

Outcome<std::int64_t> person_of(const Asked& asked) {
    if (!asked.fields.has("person")) return std::int64_t{0};
    const auto person = ledger::person_by_ref(
        asked.work.database(), asked.fields.text("person"), asked.work.today());
    if (person) return person->number;
    return refused("person-unknown", "There is no such person.", "Check the reference.", "person");
}

Outcome<bool> held_by_law(const Fields& fields) {
    if (!fields.has("legal_hold")) return false;
    Outcome<bool> hold = gateway::read_yes_no(fields.text("legal_hold"));
    if (hold.accepted()) return hold;
    Refusal refusal = hold.refusal();
    refusal.field = "legal_hold";
    return refusal;
}

// How long it is kept: until a day, or for as long as the law says, whichever ends later.
Outcome<Evidence> with_retention(const Fields& fields, Evidence evidence) {
    const Outcome<bool> hold = held_by_law(fields);
    if (!hold.accepted()) return hold.refusal();
    evidence.legal_hold = hold.value();
    if (!fields.has("keep_until")) return evidence;
    const auto until = fields.date("keep_until");
    if (!until.accepted()) return until.refusal();
    if (until.value() < evidence.dated_on) {
        return refused("evidence-kept-too-short",
                       "It would be kept until a day before its own date.",
                       "Correct one of the two dates.",
                       "keep_until");
    }
    evidence.keep_until = until.value();
    return evidence;
}

Outcome<Evidence> wanted(const Asked& asked) {
    const Fields& fields = asked.fields;
    const auto kind = kind_of(fields);
    if (!kind.accepted()) return kind.refusal();
    const auto subject = gateway::read_text(fields.text("subject"), longest_subject);
    if (!subject.accepted()) {
        Refusal refusal = subject.refusal();
        refusal.field = "subject";
        return refusal;
    }
    const auto dated = fields.date("dated_on");
    if (!dated.accepted()) return dated.refusal();
    if (asked.work.today() < dated.value()) {
        return refused("evidence-dated-ahead",
                       "The document would be dated after today.",
                       "Give the day that it bears.",
                       "dated_on");
    }
    const auto media_type = media_type_of(fields);
    if (!media_type.accepted()) return media_type.refusal();
    const auto person = person_of(asked);
    if (!person.accepted()) return person.refusal();
    return with_retention(fields,
                          {.kind = kind.value(),
                           .person = person.value(),
                           .subject = subject.value(),
                           .dated_on = dated.value(),
                           .given_by = asked.actor.number,
                           .media_type = media_type.value()});
}

}  // namespace

Outcome<Answer> evidence_add(Asked& asked) {
    const auto evidence = wanted(asked);
    if (!evidence.accepted()) return evidence.refusal();
    const auto document = document_of(asked.fields);
    if (!document.accepted()) return document.refusal();
    const std::int64_t id = ledger::insert_evidence(asked.work, evidence.value(), document.value());
    const auto stored = ledger::evidence_by_id(asked.work.database(), id);
    return nlohmann::json{{"evidence", id}, {"sha256", stored->sha256}, {"bytes", stored->bytes}}
        .dump();
}

}  // namespace almoner::scheduler

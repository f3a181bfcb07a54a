#include "scheduler/commands/people_fields.h"

#include "gateway/csv/cells.h"
#include "ledger/records/task.h"

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Done;
using ledger::Money;
using ledger::Outcome;

const ledger::Query person_of_evidence{"SELECT person FROM evidence WHERE id = $1"};

constexpr std::int32_t days_to_decide = 14;

}  // namespace

template <class Value>
Value FieldReading::take(const Outcome<Value>& outcome, const std::string& name) {
    if (outcome.accepted()) return outcome.value();
    if (accepted()) {
        refusal_ = outcome.refusal();
        refusal_->field = name;
    }
    return Value{};
}

std::string FieldReading::needed(const std::string& name) {
    return take(fields_.need(name), name);
}

std::string FieldReading::reference(const std::string& name) {
    const std::string text = needed(name);
    return text.empty() ? text : take(gateway::read_reference(text), name);
}

std::string FieldReading::words(const std::string& name, std::size_t most) {
    return has(name) ? take(gateway::read_text(fields_.text(name), most), name) : std::string{};
}

Date FieldReading::date(const std::string& name) {
    const std::string cell = needed(name);
    return cell.empty() ? Date{} : take(gateway::read_term_date(cell), name);
}

Date FieldReading::date_or(const std::string& name, Date otherwise) {
    return has(name) ? date(name) : otherwise;
}

std::optional<Date> FieldReading::maybe_date(const std::string& name) {
    if (!has(name)) return std::nullopt;
    return date(name);
}

Money FieldReading::money(const std::string& name) {
    const Money amount = take(fields_.money(name), name);
    if (amount < Money{}) {
        refuse("money-below-zero", "An amount can't be below zero.", "Correct the amount.", name);
    } else {
        take(gateway::check_most_for_a_person(amount), name);
    }
    return amount;
}

std::int64_t FieldReading::number(const std::string& name) {
    return take(fields_.number(name), name);
}

void FieldReading::refuse(std::string_view code,
                          std::string_view words,
                          std::string_view next,
                          const std::string& field) {
    if (accepted()) refusal_ = refused_in(field, code, words, next);
}

void FieldReading::refuse(ledger::Refusal refusal) {
    if (accepted()) refusal_ = std::move(refusal);
}

ledger::Refusal refused_in(const std::string& field,
                           std::string_view code,
                           std::string_view words,
                           std::string_view next) {
    return {.code = std::string(code),
            .words = std::string(words),
            .next = std::string(next),
            .field = field,
            .citation = {}};
}

Outcome<Done> evidence_numbered(const Asked& asked, std::int64_t id, std::int64_t person) {
    ledger::Rows rows = asked.work.database().select(person_of_evidence, id);
    if (!rows.next()) {
        return refused_in("evidence",
                          "evidence-unknown",
                          "There is no evidence of this number.",
                          "Give the number that 'almoner evidence add' answered.");
    }
    const std::int64_t about = rows.integer(0);
    if (about == person) return Done{};
    if (about != 0) {
        return refused_in("evidence",
                          "evidence-of-another-person",
                          "This document is about somebody else.",
                          "Give the number of a document about this person.");
    }
    return refused_in("evidence",
                      "evidence-about-nobody",
                      "This document is about nobody in particular.",
                      "Add it with 'almoner evidence add --person' and give its number.");
}

Outcome<std::optional<std::int64_t>> evidence_named(const Asked& asked,
                                                    std::int64_t person,
                                                    bool is_needed) {
    if (!asked.fields.has("evidence")) {
        if (!is_needed) return std::optional<std::int64_t>{};
        return refused_in("evidence",
                          "evidence-missing",
                          "This needs the document that it rests on.",
                          "Add it with 'almoner evidence add' and give its number.");
    }
    const Outcome<std::int64_t> id = asked.fields.number("evidence");
    if (!id.accepted()) return id.refusal();
    const Outcome<Done> known = evidence_numbered(asked, id.value(), person);
    if (!known.accepted()) return known.refusal();
    return std::optional<std::int64_t>{id.value()};
}

void open_task(ledger::Work& work,
               std::string_view kind,
               std::string_view subject,
               std::string_view words,
               std::optional<std::int64_t> words_private) {
    ledger::insert_task(work,
                        {.kind = kind,
                         .subject = subject,
                         .due_on = work.today() + days_to_decide,
                         .owner = "finance",
                         .words = words,
                         .words_private = words_private});
}

}  // namespace almoner::scheduler

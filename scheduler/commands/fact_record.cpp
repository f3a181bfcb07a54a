#include "scheduler/commands/fact_record.h"

#include "scheduler/commands/people_fields.h"
#include "scheduler/facts/attested.h"
#include "scheduler/facts/fact_subject.h"

#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::AttestedFact;
using ledger::Outcome;

struct Told {
    std::string name;
    std::string value;
};

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

Outcome<std::vector<Told>> told_in(std::string_view text) {
    std::vector<Told> all;
    while (!text.empty()) {
        const std::size_t end = text.find(',');
        const std::string_view each = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        const std::size_t equals = each.find('=');
        const std::string name(trimmed(each.substr(0, equals)));
        if (equals == std::string_view::npos || name.empty()) {
            return refused_in("facts",
                              "fact-unreadable",
                              "'" + std::string(trimmed(each)) + "' is no fact with its value.",
                              "Write name=value, several with commas between them.");
        }
        all.push_back({name, std::string(trimmed(each.substr(equals + 1)))});
    }
    return all;
}

Outcome<AttestedFact> fact_of(const Asked& asked, const FactSubject& subject, const Told& told) {
    AttestedFact fact{.about = subject.about, .name = told.name};
    // Also what is withdrawn has to be a fact that there is.
    Outcome<std::string> value = attested_value(subject.about.kind, told.name, told.value);
    const bool is_withdrawn = told.value.empty();
    if (!value.accepted() && !(is_withdrawn && value.refusal().code == "fact-value")) {
        return value.refusal();
    }
    if (is_withdrawn) return fact;
    fact.value = std::move(value).value();
    if (is_evidence(subject.about.kind, told.name)) {
        const auto known = evidence_numbered(asked, std::stoll(fact.value), subject.person);
        if (!known.accepted()) {
            ledger::Refusal refusal = known.refusal();
            refusal.field = told.name;
            return refusal;
        }
    }
    return fact;
}

}  // namespace

Outcome<Answer> fact_record(Asked& asked) {
    const Outcome<std::string> ref = asked.fields.need("subject");
    if (!ref.accepted()) return ref.refusal();
    const Outcome<std::string> facts = asked.fields.need("facts");
    if (!facts.accepted()) return facts.refusal();
    const auto subject = fact_subject(asked.work.database(), ref.value());
    if (!subject.accepted()) return subject.refusal();
    const auto told = told_in(facts.value());
    if (!told.accepted()) return told.refusal();
    FieldReading in(asked.fields);
    const ledger::Date from = in.date_or("from", asked.work.today());
    if (!in.accepted()) return in.refusal();
    const auto evidence = evidence_named(asked, subject.value().person, false);
    if (!evidence.accepted()) return evidence.refusal();
    nlohmann::json names = nlohmann::json::array();
    for (const Told& each : told.value()) {
        Outcome<AttestedFact> fact = fact_of(asked, subject.value(), each);
        if (!fact.accepted()) return fact.refusal();
        AttestedFact kept = std::move(fact).value();
        kept.from_on = from;
        kept.evidence = evidence.value();
        kept.attested_by = asked.actor.number;
        ledger::insert_attested_fact(asked.work, subject.value().person, kept);
        names.push_back(each.name);
    }
    return nlohmann::json{{"subject", ref.value()}, {"from", from.iso()}, {"recorded", names}}
        .dump();
}

}  // namespace almoner::scheduler

#include "scheduler/facts/told.h"

#include "ledger/records/organisation.h"
#include "ledger/records/private_text.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/facts/attested.h"
#include "scheduler/facts/supplier_facts.h"

#include <string>
#include <string_view>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::AttestedFact;
using ledger::CaseKind;
using ledger::Outcome;
using nlohmann::json;

constexpr const char* field_of_told = "told";

struct Told {
    std::string name;
    std::string value;
};

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

Outcome<std::vector<Told>> names_and_values(std::string_view text) {
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

// "spending.insurance@MILL" is said of that supplier; the name without it.
Outcome<std::string> name_in(const Asked& asked, const std::string& told) {
    const std::size_t at = told.find(of_supplier);
    if (at == std::string::npos || !is_of_supplier(told.substr(0, at))) return told;
    const auto supplier = ledger::organisation_by_ref(asked.work.database(),
                                                      ledger::OrganisationKind::provider,
                                                      told.substr(at + 1),
                                                      asked.work.today());
    if (supplier) return told.substr(0, at);
    return refused_in("facts",
                      "supplier-unknown",
                      "There is no supplier of this reference.",
                      "Write the reference that its invoices have behind the @.");
}

Outcome<AttestedFact> fact_of(const Asked& asked,
                              CaseKind kind,
                              std::int64_t person,
                              const Told& told) {
    AttestedFact fact{.about = {.kind = kind}, .name = told.name};
    const Outcome<std::string> name = name_in(asked, told.name);
    if (!name.accepted()) return name.refusal();
    // Also what is withdrawn has to be a fact that there is.
    Outcome<std::string> value = attested_value(kind, name.value(), told.value);
    const bool is_withdrawn = told.value.empty();
    if (!value.accepted() && !(is_withdrawn && value.refusal().code == "fact-value")) {
        ledger::Refusal refusal = value.refusal();
        if (refusal.code == "fact-unknown") refusal.field = "facts";  // no name of ours
        return refusal;
    }
    if (is_withdrawn) return fact;
    fact.value = std::move(value).value();
    if (is_evidence(kind, name.value())) {
        const auto known = evidence_numbered(asked, std::stoll(fact.value), person);
        if (!known.accepted()) {
            ledger::Refusal refusal = known.refusal();
            refusal.field = told.name;
            return refusal;
        }
    }
    return fact;
}

}  // namespace

Outcome<std::vector<AttestedFact>> facts_told(const Asked& asked,
                                              CaseKind kind,
                                              std::int64_t person) {
    const Outcome<std::string> text = asked.fields.need("facts");
    if (!text.accepted()) return text.refusal();
    // A refusal says again what was typed, and that may be anything.
    if (person != 0) asked.work.refusal_tells_of(person);
    const auto told = names_and_values(text.value());
    if (!told.accepted()) return told.refusal();
    std::vector<AttestedFact> all;
    all.reserve(told.value().size());
    for (const Told& each : told.value()) {
        Outcome<AttestedFact> fact = fact_of(asked, kind, person, each);
        if (!fact.accepted()) return fact.refusal();
        all.push_back(std::move(fact).value());
    }
    return all;
}

Outcome<std::vector<AttestedFact>> line_facts_told(const Asked& asked, std::int64_t person) {
    if (!asked.fields.has("facts")) return std::vector<AttestedFact>{};
    return facts_told(asked, CaseKind::plan_line, person);
}

json with_told(ledger::Work& work,
               std::int64_t person,
               json content,
               const std::vector<AttestedFact>& told) {
    if (told.empty()) return content;
    json rows = json::array();
    for (const AttestedFact& each : told) {
        if (each.value.empty()) continue;  // nothing was said before that could be withdrawn
        rows.push_back({{"name", each.name},
                        {"value_private", ledger::insert_private_text(work, person, each.value)}});
    }
    content[field_of_told] = std::move(rows);
    return content;
}

std::vector<AttestedFact> told_in(ledger::Database& database, const ledger::Proposal& proposal) {
    const json content = json::parse(proposal.content);
    std::vector<AttestedFact> all;
    if (!content.contains(field_of_told)) return all;
    for (const json& each : content.at(field_of_told)) {
        AttestedFact fact{
            .about = {.kind = CaseKind::plan_line},
            .name = each.at("name"),
            .value = ledger::private_text(database, each.at("value_private")).value_or(""),
            .evidence = proposal.evidence,
            .attested_by = proposal.proposed_by};
        if (!fact.value.empty()) all.push_back(std::move(fact));
    }
    return all;
}

void show_told(ledger::Database& database,
               const ledger::Proposal& proposal,
               Personal personal,
               nlohmann::ordered_json& changes) {
    for (const AttestedFact& each : told_in(database, proposal)) {
        changes.push_back({{"what", "fact " + each.name},
                           {"before", ""},
                           {"after", personal == Personal::whole ? each.value : "***"}});
    }
}

void record_told(ledger::Work& work, const ToldOf& of, std::vector<AttestedFact> told) {
    for (AttestedFact& each : told) {
        each.about = of.about;
        each.from_on = of.from_on;
        ledger::insert_attested_fact(work, of.person, each);
    }
}

}  // namespace almoner::scheduler

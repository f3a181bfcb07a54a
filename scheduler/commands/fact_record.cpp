#include "scheduler/commands/fact_record.h"

#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/facts/fact_subject.h"
#include "scheduler/facts/increases.h"
#include "scheduler/facts/said_events.h"
#include "scheduler/facts/told.h"
#include "scheduler/monitoring/contribution_missing.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {

using ledger::AttestedFact;
using ledger::Outcome;

namespace {

// Options for managing the money, section 6.1.1: who keeps the account is what their contract says,
// not what somebody ticks.
bool needs_paper(const AttestedFact& fact) {
    return fact.name == "third_party.keeper" && !fact.value.empty();
}

// What a holder's return says of their contribution (CTB-06).
void ask_about_contribution(Asked& asked,
                            const FactSubject& of,
                            const std::vector<AttestedFact>& told) {
    const bool any = std::ranges::any_of(
        told, [](const AttestedFact& each) { return each.name.starts_with("contribution."); });
    const bool is_whole = of.about.kind == ledger::CaseKind::budget;
    if (!any || !is_whole) return;
    const auto budget =
        ledger::budget_numbered(asked.work.database(), of.budget, ledger::last_day_of_all);
    if (budget) follow_contribution(asked, *budget);
}

bool says_they_were_told(const AttestedFact& each) {
    return each.name == increase_letter;
}

}  // namespace

Outcome<Answer> fact_record(Asked& asked) {
    const Outcome<std::string> ref = asked.fields.need("subject");
    if (!ref.accepted()) return ref.refusal();
    const auto subject = fact_subject(asked.work.database(), ref.value());
    if (!subject.accepted()) return subject.refusal();
    const FactSubject& of = subject.value();
    const auto told = facts_told(asked, of.about.kind, of.person);
    if (!told.accepted()) return told.refusal();
    FieldReading in(asked.fields);
    const ledger::Date from = in.date_or("from", asked.work.today());
    if (!in.accepted()) return in.refusal();
    const auto evidence =
        evidence_named(asked, of.person, std::ranges::any_of(told.value(), needs_paper));
    if (!evidence.accepted()) return evidence.refusal();
    nlohmann::json names = nlohmann::json::array();
    for (const AttestedFact& each : told.value()) {
        AttestedFact kept = each;
        kept.about = of.about;
        kept.from_on = from;
        kept.evidence = evidence.value();
        kept.attested_by = asked.actor.number;
        ledger::insert_attested_fact(asked.work, of.person, kept);
        names.push_back(each.name);
    }
    if (from <= asked.work.today()) {
        ask_about_what_was_said(asked, of, told.value());
        ask_about_contribution(asked, of, told.value());
    }
    if (std::ranges::any_of(told.value(), says_they_were_told)) settle_uplifts(asked.work);
    return nlohmann::json{{"subject", ref.value()}, {"from", from.iso()}, {"recorded", names}}
        .dump();
}

}  // namespace almoner::scheduler

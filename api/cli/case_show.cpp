#include "api/cli/case_show.h"

#include "api/cli/access_look.h"
#include "api/render/evaluation_figures.h"
#include "ledger/records/actor.h"
#include "ledger/records/agreement.h"
#include "ledger/records/budget.h"
#include "ledger/records/evaluation.h"
#include "ledger/records/in_force.h"
#include "ledger/records/payment.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/person.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/attested.h"
#include "scheduler/facts/case_facts.h"
#include "scheduler/facts/fact_subject.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

namespace almoner::api {
namespace {

using ledger::Database;
using ledger::last_day_of_all;
using ledger::Outcome;
using scheduler::FactSubject;

bool is_seen(Reading& reading, std::int64_t budget) {
    const auto known = ledger::budget_numbered(*reading.database, budget, last_day_of_all);
    return known && reading.scope.sees_person(known->person);
}

// Written to the access log first, as every look at what is personal.
Outcome<ledger::Done> noted(const Program& program,
                            const Call& call,
                            Reading& reading,
                            std::int64_t budget) {
    const auto known = ledger::budget_numbered(*reading.database, budget, last_day_of_all);
    const auto person =
        ledger::person_numbered(*reading.database, known ? known->person : 0, last_day_of_all);
    if (!person) return ledger::Done{};
    return note_look(program, call, reading, person->ref, ledger::Look::case_record);
}

// A payment's release is asked about, too: "ALM0000001A5".
std::optional<FactSubject> payment_named(Database& database, const std::string& ref) {
    const auto id = ledger::payment_of_ref(ref);
    const auto payment = id ? ledger::payment_by_id(database, *id) : std::nullopt;
    if (!payment) return std::nullopt;
    return FactSubject{.about = {ledger::CaseKind::payment, *id}, .budget = payment->budget};
}

// What the asker may not see is as what there is not.
Outcome<FactSubject> subject_of(const Call& call, Reading& reading) {
    const std::string ref = call.fields.at("subject");
    if (const auto payment = payment_named(*reading.database, ref);
        payment && is_seen(reading, payment->budget)) {
        return *payment;
    }
    auto subject = scheduler::fact_subject(*reading.database, ref);
    if (!subject.accepted() || is_seen(reading, subject.value().budget)) return subject;
    return scheduler::fact_subject(*reading.database, "");
}

std::string actor_ref(Database& database, std::int64_t number) {
    const auto actor = ledger::actor_numbered(database, number, last_day_of_all);
    return actor ? actor->ref : std::string{};
}

Cell number_or_nothing(const std::optional<std::int64_t>& number) {
    return number ? Cell{*number} : Cell{};
}

Figures facts_of(Database& database, const std::vector<ledger::AttestedFact>& facts) {
    Figures figures{.name = "facts",
                    .title = "What was found out",
                    .columns = {{"fact", "Fact", Kind::text},
                                {"value", "Value", Kind::text},
                                {"from", "From", Kind::date},
                                {"evidence", "Evidence", Kind::number},
                                {"by", "By", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::AttestedFact& each : facts) {
        figures.rows.push_back({each.name,
                                each.value.empty() ? std::string("(withdrawn)") : each.value,
                                each.from_on,
                                number_or_nothing(each.evidence),
                                actor_ref(database, each.attested_by)});
    }
    return figures;
}

// The findings of what was kept whole, one a line.
std::string findings_in(const std::string& details) {
    if (details.empty()) return {};
    std::string words;
    for (const auto& each : nlohmann::json::parse(details).at("findings")) {
        words += (words.empty() ? "" : " ") + each.at("rule").get<std::string>() + ": " +
                 each.at("words").get<std::string>();
    }
    return words;
}

std::int64_t budget_of(Database& database, const ledger::CaseRef& about) {
    if (about.kind == ledger::CaseKind::budget) return about.number;
    if (about.kind == ledger::CaseKind::agreement) {
        const auto known = ledger::agreement_numbered(database, about.number, last_day_of_all);
        return known ? known->budget : 0;
    }
    if (about.kind == ledger::CaseKind::payment) {
        const auto known = ledger::payment_by_id(database, about.number);
        return known ? known->budget : 0;
    }
    return 0;
}

// What was kept, fact by fact: "lines[0].regime", "eligibility.age".
void add_facts(const std::string& prefix, const nlohmann::json& part, Figures& figures) {
    for (const auto& [key, value] : part.items()) {
        std::string name = prefix;
        name.append(name.empty() ? "" : ".").append(key);
        if (value.is_structured()) {
            add_facts(name, value, figures);
        } else {
            figures.rows.push_back(
                {name, value.is_string() ? value.get<std::string>() : value.dump()});
        }
    }
}

std::vector<Figures> looked_at(const ledger::StoredEvaluation& evaluation) {
    Figures facts{.name = "facts",
                  .title = "What the rules looked at",
                  .columns = {{"fact", "Fact", Kind::text}, {"value", "Value", Kind::text}},
                  .rows = {},
                  .notes = {}};
    Figures findings{
        .name = "findings",
        .title = evaluation.event + " on " + evaluation.on.words() + ": " + evaluation.effect,
        .columns = {{"rule", "Rule", Kind::text},
                    {"reason", "Reason", Kind::text},
                    {"words", "In words", Kind::text},
                    {"citation", "Source", Kind::text}},
        .rows = {},
        .notes = {std::to_string(evaluation.asked) + " rules were asked under policy " +
                  evaluation.policy + "."}};
    if (!evaluation.details.empty()) {
        const auto details = nlohmann::json::parse(evaluation.details);
        add_facts("", details.at("facts"), facts);
        for (const auto& each : details.at("findings")) {
            findings.rows.push_back({each.at("rule").get<std::string>(),
                                     each.at("reason").get<std::string>(),
                                     each.at("words").get<std::string>(),
                                     each.at("citation").get<std::string>()});
        }
    }
    return {findings, facts};
}

}  // namespace

int exit_for(const rules::Evaluation& evaluation) {
    if (evaluation.allows()) return exit_ok;
    return evaluation.worst() == rules::Effect::block ? exit_refused : exit_partial;
}

int check_agreement(const Program& program, const Call& call, Reading& reading) {
    Database& database = *reading.database;
    const auto agreement =
        ledger::agreement_by_ref(database, call.fields.at("agreement"), last_day_of_all);
    if (!agreement || !is_seen(reading, agreement->budget)) {
        return show_refusal(call,
                            {.code = "agreement-unknown",
                             .words = "There is no agreement of this reference.",
                             .next = "Take the reference from 'almoner person show PERSON'.",
                             .field = "agreement",
                             .citation = ""});
    }
    const auto look = noted(program, call, reading, agreement->budget);
    if (!look.accepted()) return show_refusal(call, look.refusal());
    const ledger::Date on = scheduler::activation_day(*agreement, reading.day);
    auto evaluation = rules::evaluate(rules::Event::activate,
                                      scheduler::facts_to_activate(database, *agreement, on),
                                      scheduler::policy_in_force(database, on),
                                      on);
    for (rules::Finding& finding : evaluation.findings) {
        std::ranges::transform(finding.needs, finding.needs.begin(), scheduler::told_as);
    }
    show(call, figures_of(evaluation));
    return exit_for(evaluation);
}

int list_facts(const Program& program, const Call& call, Reading& reading) {
    const auto subject = subject_of(call, reading);
    if (!subject.accepted()) return show_refusal(call, subject.refusal());
    const auto look = noted(program, call, reading, subject.value().budget);
    if (!look.accepted()) return show_refusal(call, look.refusal());
    show(call,
         facts_of(*reading.database,
                  ledger::attested_fact_history(*reading.database, subject.value().about)));
    return exit_ok;
}

int list_evaluations(const Program& program, const Call& call, Reading& reading) {
    const auto subject = subject_of(call, reading);
    if (!subject.accepted()) return show_refusal(call, subject.refusal());
    const auto look = noted(program, call, reading, subject.value().budget);
    if (!look.accepted()) return show_refusal(call, look.refusal());
    Figures figures{.name = "evaluations",
                    .title = "When the rules were asked",
                    .columns = {{"evaluation", "Number", Kind::number},
                                {"event", "Asked at", Kind::text},
                                {"on", "Of", Kind::date},
                                {"policy", "Policy", Kind::text},
                                {"outcome", "Outcome", Kind::text},
                                {"asked", "Rules asked", Kind::number},
                                {"findings", "Findings", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const auto& each : ledger::evaluations_of(*reading.database, subject.value().about)) {
        figures.rows.push_back({each.id,
                                each.event,
                                each.on,
                                each.policy,
                                each.effect,
                                each.asked,
                                findings_in(each.details)});
    }
    show(call, figures);
    return exit_ok;
}

int show_evaluation(const Program& program, const Call& call, Reading& reading) {
    const auto evaluation = ledger::evaluation_by_id(
        *reading.database, std::strtoll(call.fields.at("evaluation").c_str(), nullptr, 10));
    const std::int64_t budget = evaluation ? budget_of(*reading.database, evaluation->about) : 0;
    if (!evaluation || !is_seen(reading, budget)) {
        return show_refusal(call,
                            {.code = "evaluation-unknown",
                             .words = "There is no evaluation of this number.",
                             .next = "Take the number from 'almoner evaluation list'.",
                             .field = "evaluation",
                             .citation = ""});
    }
    const auto look = noted(program, call, reading, budget);
    if (!look.accepted()) return show_refusal(call, look.refusal());
    show_all(call, "", looked_at(*evaluation));
    return exit_ok;
}

}  // namespace almoner::api

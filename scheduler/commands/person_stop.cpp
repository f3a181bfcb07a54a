#include "scheduler/commands/person_stop.h"

#include "ledger/records/agreement.h"
#include "ledger/records/ending.h"
#include "ledger/records/in_force.h"
#include "ledger/records/person.h"
#include "scheduler/commands/agreement_stop.h"
#include "scheduler/commands/budget.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/person.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/proposal_worth.h"
#include "scheduler/commands/tasks.h"

#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Agreement;
using ledger::AgreementStatus;
using ledger::Budget;
using ledger::Date;
using ledger::Done;
using ledger::last_day_of_all;
using ledger::Outcome;
using ledger::Person;
using ledger::Proposal;
using nlohmann::json;

std::vector<Agreement> agreements_of_person(ledger::Database& database, std::int64_t person) {
    std::vector<Agreement> all;
    for (const Budget& budget : ledger::budgets_of(database, person, last_day_of_all)) {
        for (Agreement& each : ledger::agreements_of(database, budget.number, last_day_of_all)) {
            all.push_back(std::move(each));
        }
    }
    return all;
}

// Also those that have not begun: they must not begin after the last day.
bool goes_beyond(const Agreement& agreement, Date day) {
    return agreement.status != AgreementStatus::ended &&
           (!agreement.end_on || *agreement.end_on > day);
}

Outcome<Done> end_agreements(
    Asked& asked, const Person& person, Date on, json& ended, json& proposals) {
    for (const Agreement& each : agreements_of_person(asked.work.database(), person.number)) {
        if (!goes_beyond(each, on)) continue;
        // One that was to begin later never does: its last day is the one before its first.
        const Date last = each.start_on > on ? each.start_on - 1 : on;
        const Outcome<Answer> done = propose_to_end(asked, each, last);
        if (!done.accepted()) return done.refusal();
        json shown = json::parse(done.value());
        if (!shown.contains("proposal")) {
            ended.push_back(std::move(shown));
            continue;
        }
        shown["about"] = each.ref;
        proposals.push_back(std::move(shown));
    }
    return Done{};
}

Outcome<Done> end_budgets(Asked& asked, const Person& person, Date on, json& proposals) {
    for (const Budget& budget :
         ledger::budgets_of(asked.work.database(), person.number, last_day_of_all)) {
        if (budget.start_on > on || (budget.end_on && *budget.end_on <= on)) continue;
        const Outcome<Answer> proposed = propose_budget_end(asked, budget, on);
        if (!proposed.accepted()) return proposed.refusal();
        proposals.push_back(json::parse(proposed.value()));
    }
    return Done{};
}

ledger::Money worth_of(Asked& asked, const Person& person) {
    ledger::Money worth;
    for (const Budget& budget :
         ledger::budgets_of(asked.work.database(), person.number, last_day_of_all)) {
        worth += worth_in_a_year(asked.work.database(), budget, asked.work.today());
    }
    return worth;
}

// What somebody may have ended because of the death.
std::string ended_since(Asked& asked, const Person& person) {
    std::string refs;
    for (const Agreement& each : agreements_of_person(asked.work.database(), person.number)) {
        if (each.end_on && *each.end_on >= *person.died_on) {
            refs += (refs.empty() ? "" : ", ") + each.ref;
        }
    }
    return refs;
}

}  // namespace

Outcome<Done> nothing_rests_on_death(ledger::Database& database, std::int64_t person) {
    for (const Budget& budget : ledger::budgets_of(database, person, last_day_of_all)) {
        for (const ledger::Ending& each : ledger::endings_of(database, budget.number)) {
            if (each.because != "death") continue;
            return refused_in("person",
                              "ending-exists",
                              "Ending " + ledger::ending_number(each.id) + " rests on this death.",
                              "Withdraw it first with 'almoner ending withdraw'.");
        }
    }
    return Done{};
}

Outcome<Answer> person_hold(Asked& asked) {
    const Outcome<Person> person = person_asked_for(asked);
    if (!person.accepted()) return person.refusal();
    FieldReading in(asked.fields);
    const Stop stop = read_stop(in, asked);
    if (!in.accepted()) return in.refusal();
    json held = json::array();
    for (const Agreement& each :
         agreements_of_person(asked.work.database(), person.value().number)) {
        if (each.status != AgreementStatus::active) continue;
        json shown = hold_agreement(in, asked, each, stop);
        if (!in.accepted()) return in.refusal();
        held.push_back(std::move(shown));
    }
    if (held.empty()) {
        return refused_in("person",
                          "nothing-to-hold",
                          "No agreement of this person is active.",
                          "Look at them with 'almoner person show'.");
    }
    return json{{"person", person.value().ref}, {"agreements", held}}.dump();
}

Outcome<Answer> person_resume(Asked& asked) {
    const Outcome<Person> person = person_asked_for(asked);
    if (!person.accepted()) return person.refusal();
    json proposals = json::array();
    for (const Agreement& each :
         agreements_of_person(asked.work.database(), person.value().number)) {
        if (each.status != AgreementStatus::held) continue;
        const Outcome<Answer> proposed = propose_to_resume(asked, each);
        if (!proposed.accepted()) return proposed.refusal();
        proposals.push_back(json::parse(proposed.value()));
        proposals.back()["about"] = each.ref;
    }
    if (proposals.empty()) {
        return refused_in("person",
                          "nothing-to-resume",
                          "No agreement of this person is on hold.",
                          "Look at them with 'almoner person show'.");
    }
    return json{{"person", person.value().ref}, {"proposals", proposals}}.dump();
}

Outcome<Answer> person_end(Asked& asked) {
    const Outcome<Person> person = person_asked_for(asked);
    if (!person.accepted()) return person.refusal();
    FieldReading in(asked.fields);
    const Date on = in.date("on");
    if (!in.accepted()) return in.refusal();
    json ended = json::array();
    json proposals = json::array();
    const Outcome<Done> agreements = end_agreements(asked, person.value(), on, ended, proposals);
    if (!agreements.accepted()) return agreements.refusal();
    const Outcome<Done> budgets = end_budgets(asked, person.value(), on, proposals);
    if (!budgets.accepted()) return budgets.refusal();
    if (ended.empty() && proposals.empty()) {
        return refused_in("person",
                          "nothing-to-end",
                          "No agreement or budget of this person goes beyond that day.",
                          "Look at them with 'almoner person show'.");
    }
    open_task(asked.work,
              "person-ended",
              "person:" + person.value().ref,
              person.value().ref + " has no budget after " + on.iso() +
                  ": recall what is under way, pay what is still owed, make the final account.");
    return json{{"person", person.value().ref},
                {"end", on.iso()},
                {"agreements", ended},
                {"proposals", proposals}}
        .dump();
}

Outcome<Answer> person_alive(Asked& asked) {
    const Outcome<Person> found = person_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    const Person& person = found.value();
    if (!person.died_on) {
        return refused_in("person",
                          "not-recorded-as-died",
                          "No death of this person is recorded.",
                          "Nothing needs to be done.");
    }
    const Outcome<Done> rests = nothing_rests_on_death(asked.work.database(), person.number);
    if (!rests.accepted()) return rests.refusal();
    const auto evidence = evidence_named(asked, person.number, true);
    if (!evidence.accepted()) return evidence.refusal();
    const json content{
        {"ref", person.ref}, {"base_version", person.version}, {"died_on", person.died_on->iso()}};
    return propose(asked,
                   {.kind = std::string(person_alive_proposal),
                    .subject = person.number,
                    .from_on = asked.work.today(),
                    .content = content.dump(),
                    .evidence = evidence.value()},
                   {.after = worth_of(asked, person)},
                   "person");
}

Outcome<Done> person_alive_takes_effect(Asked& asked, const Proposal& proposal) {
    const json content = json::parse(proposal.content);
    auto person = ledger::person_numbered(asked.work.database(), proposal.subject, last_day_of_all);
    if (!person || person->version != content.at("base_version").get<std::int64_t>()) {
        return refused_in("proposal",
                          "changed-since",
                          "What is known of the person was changed since this was proposed.",
                          "Refuse this proposal and propose it again.");
    }
    Outcome<Done> rests = nothing_rests_on_death(asked.work.database(), person->number);
    if (!rests.accepted()) return rests;
    const std::string ended = ended_since(asked, *person);
    person->died_on.reset();
    person->from_on = asked.work.today();
    ledger::insert_person(asked.work, *person);
    const std::string subject = "person:" + person->ref;
    close_tasks(asked.work, "person-died", subject, "the person is alive");
    open_task(asked.work,
              "person-alive",
              subject,
              person->ref + " is alive: what the death held back is due again in the next run" +
                  (ended.empty() ? "" : "; these agreements were ended: " + ended) +
                  ". Tell the person, and see that care went on.");
    return Done{};
}

}  // namespace almoner::scheduler

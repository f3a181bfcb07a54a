#include "api/cli/contributions_show.h"

#include "api/cli/access_look.h"
#include "ledger/records/employer.h"
#include "ledger/records/in_force.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/person.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/payroll/contributions.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace almoner::api {
namespace {

using ledger::last_day_of_all;
using scheduler::Contribution;

Figures table_of(const std::string& run) {
    return {.name = "contributions",
            .title = "Pension contributions of " + run,
            .columns = {{"payment", "Payment", Kind::text},
                        {"provider", "Provider", Kind::text},
                        {"scheme", "Scheme reference", Kind::text},
                        {"employer", "Employer", Kind::text},
                        {"family_name", "Family name", Kind::text},
                        {"given_name", "Given name", Kind::text},
                        {"nino", "National Insurance number", Kind::text},
                        {"born_on", "Born", Kind::date},
                        {"period_first", "From", Kind::date},
                        {"period_last", "To", Kind::date},
                        {"paid_on", "Paid", Kind::date},
                        {"pensionable", "Pensionable", Kind::money},
                        {"employee", "Employee", Kind::money},
                        {"relief", "Relief the scheme claims", Kind::money},
                        {"employer_part", "Employer", Kind::money},
                        {"brought", "Paid with this", Kind::money}},
            .rows = {},
            .notes = {"A layout of our own (constructed): each scheme has one of its own. What is "
                      "paid with this comes to the payment."}};
}

void add(Figures& figures, ledger::Database& database, const Contribution& each) {
    const auto employer = ledger::employer_numbered(database, each.employer, last_day_of_all);
    figures.rows.push_back({ledger::payment_ref(each.payment),
                            each.provider,
                            each.scheme,
                            employer ? employer->ref : std::string{},
                            each.family_name,
                            each.given_name,
                            each.nino,
                            each.born_on ? Cell{*each.born_on} : Cell{},
                            each.worked.first,
                            each.worked.last,
                            each.paid_on,
                            each.pensionable,
                            each.employee,
                            each.relief,
                            each.employer_part,
                            each.brought});
}

std::string people_in(ledger::Database& database, const std::vector<Contribution>& lines) {
    std::set<std::string> people;
    for (const Contribution& each : lines) {
        const auto person = ledger::person_numbered(database, each.person, last_day_of_all);
        if (person) people.insert(person->ref);
    }
    std::string all;
    for (const std::string& person : people) all += (all.empty() ? "" : ",") + person;
    return all;
}

bool answers_for_it(const Reading& reading) {
    return reading.role == ledger::ActorRole::maker || reading.role == ledger::ActorRole::checker;
}

}  // namespace

int show_contributions(const Program& program, const Call& call, Reading& reading) {
    const auto now = is_now(call, reading);
    if (!now.accepted()) return show_refusal(call, now.refusal());
    if (!answers_for_it(reading)) {
        return show_refusal(call,
                            {.code = "not-allowed",
                             .words = "This file names assistants with their National Insurance "
                                      "numbers: it is for those who answer for payroll.",
                             .next = "Ask a maker or a checker.",
                             .field = "as",
                             .citation = ""});
    }
    ledger::Database& database = *reading.database;
    const auto run = scheduler::run_named(database, call.fields.at("run"));
    if (!run.accepted()) return show_refusal(call, run.refusal());
    std::vector<Contribution> lines = scheduler::contributions_of(database, run.value());
    const auto wanted = call.fields.find("payment");
    std::erase_if(lines, [&](const Contribution& each) {
        const bool is_another =
            wanted != call.fields.end() && ledger::payment_of_ref(wanted->second) != each.payment;
        return is_another || !reading.scope.sees_person(each.person);
    });
    const std::string people = people_in(database, lines);
    if (!people.empty()) {
        const auto noted = note_look(program, call, reading, people, ledger::Look::payees);
        if (!noted.accepted()) return show_refusal(call, noted.refusal());
    }
    Figures figures = table_of(ledger::run_ref(run.value().id));
    for (const Contribution& each : lines) add(figures, database, each);
    show(call, figures);
    return exit_ok;
}

}  // namespace almoner::api

#include "api/cli/person_show.h"

#include "ledger/records/agreement.h"
#include "ledger/records/agreement_document.h"
#include "ledger/records/appointment.h"
#include "ledger/records/budget.h"
#include "ledger/records/budget_answer.h"
#include "ledger/records/in_force.h"
#include "ledger/records/organisation.h"
#include "ledger/records/payee_account.h"
#include "ledger/records/person.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/plan_mark.h"
#include "ledger/records/plan_step.h"
#include "ledger/records/private_words.h"
#include "ledger/records/representative.h"
#include "ledger/records/states.h"
#include "scheduler/clock/first_payment_clock.h"
#include "scheduler/papers/signed_document.h"

#include <algorithm>

namespace almoner::api {
namespace {

using ledger::Budget;
using ledger::Database;
using ledger::Date;
using ledger::last_day_of_all;
using ledger::Person;

Cell day_or_nothing(const std::optional<Date>& day) {
    return day ? Cell{*day} : Cell{};
}

Figures person_row(Database& database, const Person& person) {
    const auto details = ledger::person_private(database, person.personal);
    Figures figures{.name = "person",
                    .title = "",
                    .columns = {{"person", "Person", Kind::text},
                                {"name", "Name", Kind::text},
                                {"information_format", "Writes and reads", Kind::text},
                                {"language", "Language", Kind::text},
                                {"died_on", "Died", Kind::date}},
                    .rows = {},
                    .notes = {}};
    figures.rows.push_back(
        {person.ref,
         details ? details->given_name + " " + details->family_name : std::string("(erased)"),
         person.information_format,
         details ? details->language : std::string{},
         day_or_nothing(person.died_on)});
    return figures;
}

Figures representatives(Database& database, const Person& person) {
    Figures figures{.name = "representatives",
                    .title = "Representatives",
                    .columns = {{"representative", "Number", Kind::number},
                                {"name", "Name", Kind::text},
                                {"role", "Role", Kind::text},
                                {"start", "From", Kind::date},
                                {"end", "To", Kind::date},
                                {"authority", "Appointed by", Kind::text},
                                {"agreed_on", "Agreed to act", Kind::date},
                                {"best_interests", "Decision", Kind::number}},
                    .rows = {},
                    .notes = {}};
    for (const auto& each : ledger::representatives_of(database, person.number, last_day_of_all)) {
        const auto appointed = ledger::appointment_on(database, each.number, last_day_of_all);
        figures.rows.push_back(
            {each.number,
             ledger::private_text(database, each.name_private).value_or("(erased)"),
             std::string(name_of(each.role)),
             each.start_on,
             day_or_nothing(each.end_on),
             appointed ? Cell{appointed->authority} : Cell{},
             appointed ? Cell{appointed->agreed_on} : Cell{},
             appointed && appointed->best_interests ? Cell{*appointed->best_interests} : Cell{}});
    }
    return figures;
}

Figures budget_rows(Database& database, const std::vector<Budget>& budgets) {
    Figures figures{.name = "budgets",
                    .title = "Budgets",
                    .columns = {{"budget", "Budget", Kind::text},
                                {"start", "From", Kind::date},
                                {"end", "To", Kind::date},
                                {"contingency", "Kept for emergencies", Kind::money},
                                {"plan_signed_on", "Plan signed", Kind::date},
                                {"asked_for_on", "Asked for", Kind::date},
                                {"first_payment_by", "First payment by", Kind::date},
                                {"first_paid_on", "First paid", Kind::date}},
                    .rows = {},
                    .notes = {}};
    for (const Budget& each : budgets) {
        const auto signature = ledger::plan_signature_of(database, each.number);
        const auto clock =
            scheduler::first_payment_clock_of(database, each.number, last_day_of_all);
        figures.rows.push_back({each.ref,
                                each.start_on,
                                day_or_nothing(each.end_on),
                                each.contingency,
                                signature ? Cell{signature->signed_on} : Cell{},
                                clock ? Cell{clock->asked_for_on} : Cell{},
                                clock ? Cell{clock->due_by} : Cell{},
                                clock ? day_or_nothing(clock->paid_on) : Cell{}});
    }
    return figures;
}

// What was answered to who asked for a budget, and the way of its plan.
Figures budget_history(Database& database, const std::vector<Budget>& budgets) {
    Figures figures{.name = "budget_history",
                    .title = "Offers, refusals and plans",
                    .columns = {{"budget", "Budget", Kind::text},
                                {"on", "On", Kind::date},
                                {"what", "What", Kind::text},
                                {"document", "Document", Kind::number},
                                {"amount", "Amount", Kind::money},
                                {"frequency", "Each", Kind::text},
                                {"says", "Says", Kind::text},
                                {"accounts", "Into", Kind::text},
                                {"words", "Words", Kind::text},
                                {"challenge", "Looked at again", Kind::text}},
                    .rows = {},
                    .notes = {}};
    const auto number_or_nothing = [](const std::optional<std::int64_t>& number) {
        return number ? Cell{*number} : Cell{};
    };
    for (const Budget& budget : budgets) {
        for (const auto& each : ledger::budget_answers_of(database, budget.number)) {
            const bool is_offer = each.answer == ledger::budget_offered;
            figures.rows.push_back({budget.ref,
                                    each.on,
                                    each.answer,
                                    number_or_nothing(each.letter),
                                    is_offer ? Cell{each.amount} : Cell{},
                                    each.frequency,
                                    each.ways,
                                    each.accounts,
                                    each.reasons,
                                    each.challenge});
        }
        for (const auto& each : ledger::plan_steps_of(database, budget.number)) {
            figures.rows.push_back({budget.ref,
                                    each.on,
                                    "plan " + each.state,
                                    number_or_nothing(each.document),
                                    Cell{},
                                    std::string{},
                                    each.says,
                                    std::string{},
                                    each.words,
                                    std::string{}});
        }
    }
    return figures;
}

// As they will be once every change that is recorded counts.
Figures plan_lines(Database& database, const std::vector<Budget>& budgets) {
    Figures figures{.name = "plan_lines",
                    .title = "Plan lines",
                    .columns = {{"plan_line", "Plan line", Kind::text},
                                {"budget", "Budget", Kind::text},
                                {"commissioner", "Commissioner", Kind::text},
                                {"stream", "Stream", Kind::text},
                                {"purpose", "For", Kind::text},
                                {"option", "Managed as", Kind::text},
                                {"amount", "Amount", Kind::money},
                                {"frequency", "Each", Kind::text},
                                {"since", "So since", Kind::date},
                                {"start", "From", Kind::date},
                                {"end", "To", Kind::date},
                                {"held", "On hold", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const Budget& budget : budgets) {
        for (const auto& each : ledger::plan_lines_of(database, budget.number, last_day_of_all)) {
            const auto body = ledger::organisation_numbered(database, each.body, last_day_of_all);
            const auto hold = ledger::plan_hold_of(database, each.number, each.version);
            figures.rows.push_back({each.ref,
                                    budget.ref,
                                    body ? body->ref : std::string{},
                                    std::string(name_of(each.stream)),
                                    ledger::words_of(database, each.purpose_private),
                                    std::string(name_of(each.option)),
                                    each.amount,
                                    std::string(name_of(each.frequency)),
                                    each.from_on,
                                    each.start_on,
                                    day_or_nothing(each.end_on),
                                    hold ? hold->reason : std::string{}});
        }
    }
    return figures;
}

// What was signed: one of those that were written out here, by its hash; a form of the body's own;
// or before the area was taken over.
std::string form_of(Database& database, const ledger::Agreement& agreement) {
    if (!agreement.signed_on) return {};
    const auto signings = ledger::agreement_signings_of(database, agreement.number);
    if (signings.empty()) return agreement.evidence ? "another form" : "signed elsewhere";
    return "document " + std::to_string(signings.back().document) + ", SHA-256 " +
           scheduler::hash_of_document(database, signings.back().document);
}

Figures agreements(Database& database, const std::vector<Budget>& budgets) {
    Figures figures{.name = "agreements",
                    .title = "Agreements",
                    .columns = {{"agreement", "Agreement", Kind::text},
                                {"budget", "Budget", Kind::text},
                                {"option", "Managed as", Kind::text},
                                {"payee", "Paid to", Kind::text},
                                {"payee_account", "Account", Kind::number},
                                {"frequency", "Each", Kind::text},
                                {"contribution", "Contribution", Kind::money},
                                {"status", "Status", Kind::text},
                                {"since", "So since", Kind::date},
                                {"start", "From", Kind::date},
                                {"end", "To", Kind::date},
                                {"signed_on", "Signed", Kind::date},
                                {"signed", "Signed copy", Kind::number},
                                {"form", "Of", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const Budget& budget : budgets) {
        for (const auto& each : ledger::agreements_of(database, budget.number, last_day_of_all)) {
            figures.rows.push_back({each.ref,
                                    budget.ref,
                                    std::string(name_of(each.option)),
                                    each.payee,
                                    each.payee_account,
                                    std::string(name_of(each.frequency)),
                                    each.contribution,
                                    std::string(name_of(each.status)),
                                    each.from_on,
                                    each.start_on,
                                    day_or_nothing(each.end_on),
                                    day_or_nothing(each.signed_on),
                                    each.evidence ? Cell{*each.evidence} : Cell{},
                                    form_of(database, each)});
        }
    }
    return figures;
}

std::string last_two(const std::string& digits) {
    return digits.size() < 2 ? "" : "***" + digits.substr(digits.size() - 2);
}

// Written out for signing: its evidence, its PDF and what came back signed, by their numbers.
Figures documents(Database& database, const std::vector<Budget>& budgets) {
    Figures figures{.name = "agreement_documents",
                    .title = "Agreements written out for signing",
                    .columns = {{"document", "Number", Kind::number},
                                {"agreement", "Agreement", Kind::text},
                                {"format", "Format", Kind::text},
                                {"made_on", "Written", Kind::date},
                                {"evidence", "HTML", Kind::number},
                                {"sha256", "SHA-256", Kind::text},
                                {"pdf", "PDF", Kind::number},
                                {"signed_on", "Signed", Kind::date},
                                {"signed", "Signed copy", Kind::number}},
                    .rows = {},
                    .notes = {}};
    for (const Budget& budget : budgets) {
        for (const auto& agreement :
             ledger::agreements_of(database, budget.number, last_day_of_all)) {
            const auto signings = ledger::agreement_signings_of(database, agreement.number);
            for (const auto& each : ledger::agreement_documents_of(database, agreement.number)) {
                const auto pdfs = ledger::agreement_document_pdfs_of(database, each.id);
                const auto signing =
                    std::ranges::find(signings, each.id, &ledger::AgreementSigning::document);
                const bool is_signed = signing != signings.end();
                const bool has_pdf = !pdfs.empty() && pdfs.back().evidence;
                figures.rows.push_back({each.id,
                                        agreement.ref,
                                        each.format,
                                        each.made_on,
                                        each.html,
                                        scheduler::hash_of_document(database, each.id),
                                        has_pdf ? Cell{*pdfs.back().evidence} : Cell{},
                                        is_signed ? Cell{signing->signed_on} : Cell{},
                                        is_signed ? Cell{signing->evidence} : Cell{}});
            }
        }
    }
    return figures;
}

Figures accounts(Database& database, const Person& person) {
    Figures figures{.name = "payee_accounts",
                    .title = "Bank accounts that are paid to",
                    .columns = {{"payee_account", "Number", Kind::number},
                                {"account_number", "Account", Kind::text},
                                {"check", "Modulus check", Kind::text},
                                {"status", "Status", Kind::text},
                                {"since", "So since", Kind::date}},
                    .rows = {},
                    .notes = {}};
    for (const auto& each :
         ledger::payee_accounts_of_person(database, person.number, last_day_of_all)) {
        const auto details = ledger::bank_private(database, each.bank_private);
        figures.rows.push_back({each.number,
                                details ? last_two(details->account_number) : std::string{},
                                std::string(name_of(each.check_result)),
                                std::string(name_of(each.status)),
                                each.from_on});
    }
    return figures;
}

}  // namespace

std::vector<Figures> person_tables(Database& database, const Person& person) {
    const auto budgets = ledger::budgets_of(database, person.number, last_day_of_all);
    return {person_row(database, person),
            representatives(database, person),
            budget_rows(database, budgets),
            budget_history(database, budgets),
            plan_lines(database, budgets),
            agreements(database, budgets),
            documents(database, budgets),
            accounts(database, person)};
}

int show_person(const Call& call, Reading& reading) {
    Database& database = *reading.database;
    const auto person = ledger::person_by_ref(database, call.fields.at("person"), last_day_of_all);
    if (!person || !reading.scope.sees_person(person->number)) {
        return show_refusal(call,
                            {.code = "person-unknown",
                             .words = "There is no person of this reference.",
                             .next = "Correct the reference.",
                             .field = "person",
                             .citation = ""});
    }
    show_all(call, "", person_tables(database, *person));
    return exit_ok;
}

}  // namespace almoner::api

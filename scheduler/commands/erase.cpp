#include "scheduler/commands/erase.h"

#include "ledger/records/budget.h"
#include "ledger/records/erasure.h"
#include "ledger/records/in_force.h"
#include "ledger/records/person.h"
#include "rules/engine/dates.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/person.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/purge_facts.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Done;
using ledger::last_day_of_all;
using ledger::Outcome;
using ledger::Person;
using ledger::Query;
using ledger::Rows;
using nlohmann::json;

// Of each budget, as it counts at last.
const Query budgets_that_run{
    "SELECT b.ref FROM budget b WHERE b.person = $1 AND (b.end_on IS NULL OR b.end_on >= $2)"
    " AND b.version = (SELECT MAX(v.version) FROM budget v WHERE v.number = b.number)"
    " ORDER BY b.ref LIMIT 1"};
// Proposed, held, approved, in a file, sent, or asked back: the bank or we have still to decide.
const Query payments_that_are_open{
    "SELECT p.id FROM payment p JOIN budget b ON b.number = p.budget AND b.version = 1"
    " WHERE b.person = $1 AND p.state BETWEEN 1 AND 6 ORDER BY p.id LIMIT 1"};
const Query changes_that_are_open{
    "SELECT q.id FROM proposal q JOIN bank_private d ON d.id = q.private_row"
    " WHERE q.state = 1 AND q.kind = 'payee-account' AND d.person = $1"
    " UNION ALL SELECT q.id FROM proposal q"
    " WHERE q.state = 1 AND q.kind IN ('representative', 'person-alive') AND q.subject = $1"
    " ORDER BY 1 LIMIT 1"};
const Query jobs_that_run{
    "SELECT e.ref FROM employment e JOIN assistant a ON a.number = e.assistant AND a.version = 1"
    " WHERE a.person = $1 AND (e.end_on IS NULL OR e.end_on >= $2)"
    " AND e.version = (SELECT MAX(v.version) FROM employment v WHERE v.number = e.number)"
    " ORDER BY e.ref LIMIT 1"};
const Query last_job_ends{
    "SELECT MAX(e.end_on) FROM employment e"
    " JOIN assistant a ON a.number = e.assistant AND a.version = 1 WHERE a.person = $1"};
const Query last_ends{"SELECT MAX(end_on) FROM budget WHERE person = $1"};
const Query last_version{"SELECT MAX(from_on) FROM person WHERE number = $1"};
const Query last_payment{
    "SELECT MAX(p.entry_on) FROM payment p JOIN budget b ON b.number = p.budget AND b.version = 1"
    " WHERE b.person = $1"};
const Query last_document{"SELECT MAX(dated_on) FROM evidence WHERE person = $1"};
const Query held_document{
    "SELECT id FROM evidence WHERE person = $1 AND legal_hold = 1 ORDER BY id LIMIT 1"};
const Query kept_document{
    "SELECT id, keep_until FROM evidence WHERE person = $1 AND keep_until >= $2"
    " ORDER BY keep_until DESC, id LIMIT 1"};

constexpr std::string_view key_copy_days_unless_set = "35";  // constructed

int key_copy_days(const Surroundings& around) {
    const std::string text = around.setting("key-copy-days", key_copy_days_unless_set);
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

Date last_event(ledger::Database& database, const Person& person) {
    Date last = person.from_on;
    for (const Query* const each :
         {&last_ends, &last_job_ends, &last_version, &last_payment, &last_document}) {
        Rows rows = database.select(*each, person.number);
        if (!rows.next()) continue;
        last = std::max(last, rows.maybe_date(0).value_or(last));
    }
    return last;
}

// CIPFA's extract on Warwickshire (DAT-04): major records are kept for the current year and six
// more; the policy may say longer. That a year is the financial year here, and that a personal file
// is a major record, is constructed.
Date kept_until(const Asked& asked, const Person& person) {
    ledger::Database& database = asked.work.database();
    const std::int64_t years = policy_in_force(database, asked.work.today())
                                   .number(rules::Parameter::retention_major_years);
    const int first = rules::financial_year(last_event(database, person));
    return Date::parse(std::to_string(first + 1 + years) + "-03-31").value();
}

Outcome<Done> nothing_goes_on(const Asked& asked, const Person& person) {
    ledger::Database& database = asked.work.database();
    if (Rows rows = database.select(budgets_that_run, person.number, asked.work.today());
        rows.next()) {
        return refused_in("person",
                          "budget-running",
                          "The budget " + rows.str(0) + " of this person has not ended.",
                          "Who has a budget is not erased.");
    }
    if (Rows rows = database.select(jobs_that_run, person.number, asked.work.today());
        rows.next()) {
        return refused_in("person",
                          "employment-running",
                          "The employment " + rows.str(0) + " of this assistant has not ended.",
                          "Who is employed is not erased.");
    }
    if (Rows rows = database.select(payments_that_are_open, person.number); rows.next()) {
        return refused_in("person",
                          "payments-open",
                          "Payment " + std::to_string(rows.integer(0)) +
                              " of this person has not come to its end.",
                          "Wait for the bank, or cancel its run.");
    }
    if (Rows rows = database.select(changes_that_are_open, person.number); rows.next()) {
        return refused_in(
            "person",
            "change-open",
            "Proposal " + std::to_string(rows.integer(0)) + " about this person is still open.",
            "Have it confirmed or refused first.");
    }
    return Done{};
}

// A budget that the evaluation stands beside; of who never had one, none.
ledger::CaseRef budget_about(ledger::Database& database, const Person& person) {
    const auto budgets = ledger::budgets_of(database, person.number, last_day_of_all);
    return {ledger::CaseKind::budget, budgets.empty() ? 0 : budgets.front().number};
}

Outcome<Done> rules_let_go(Asked& asked, const Person& person) {
    ledger::Database& database = asked.work.database();
    const Date today = asked.work.today();
    Outcome<Done> allowed =
        ask_rules(asked,
                  {.event = rules::Event::purge,
                   .about = budget_about(database, person),
                   .person = person.number,
                   .on = today,
                   .field = "person"},
                  facts_to_purge(database, person.number, last_event(database, person), today));
    if (allowed.accepted()) return allowed;
    ledger::Refusal refusal = allowed.refusal();
    if (const Date until = kept_until(asked, person); until >= today) {
        refusal.words += "\nIt is kept until " + until.iso() +
                         ": the policy's retention.major-years, from the end of the financial year "
                         "in which something happened last.";
    }
    if (Rows rows = database.select(held_document, person.number); rows.next()) {
        refusal.words += "\nDocument " + std::to_string(rows.integer(0)) + " is on legal hold.";
    }
    return refusal;
}

Outcome<Done> nothing_must_be_kept(Asked& asked, const Person& person) {
    ledger::Database& database = asked.work.database();
    const Date today = asked.work.today();
    Outcome<Done> allowed = rules_let_go(asked, person);
    if (!allowed.accepted()) return allowed;
    if (Rows rows = database.select(kept_document, person.number, today); rows.next()) {
        return refused_in("person",
                          "evidence-kept",
                          "Document " + std::to_string(rows.integer(0)) + " is kept until " +
                              rows.date(1).iso() + ".",
                          "Ask again after that day.");
    }
    return Done{};
}

Outcome<Done> may_be_erased(Asked& asked, const Person& person) {
    if (ledger::is_erased(asked.work.database(), person.number)) {
        return refused_in("person",
                          "person-erased",
                          "This person was erased already.",
                          "Nothing needs to be done.");
    }
    const Outcome<Done> over = nothing_goes_on(asked, person);
    return over.accepted() ? nothing_must_be_kept(asked, person) : over;
}

}  // namespace

Date key_copies_until(const Asked& asked) {
    return asked.work.today() + key_copy_days(asked.around);
}

Outcome<Answer> erase_person(Asked& asked) {
    const Outcome<Person> person = person_asked_for(asked);
    if (!person.accepted()) return person.refusal();
    Outcome<Done> allowed = may_be_erased(asked, person.value());
    if (!allowed.accepted()) return allowed.refusal();
    const json content{{"ref", person.value().ref}};
    return propose(asked,
                   {.kind = std::string(erase_proposal),
                    .subject = person.value().number,
                    .from_on = asked.work.today(),
                    .content = content.dump()},
                   {},
                   "person");
}

Outcome<Done> erasure_takes_effect(Asked& asked, const ledger::Proposal& proposal) {
    const auto person =
        ledger::person_numbered(asked.work.database(), proposal.subject, last_day_of_all);
    if (!person) throw ledger::InvariantBroken("a proposal to erase nobody");
    Outcome<Done> allowed = may_be_erased(asked, *person);
    if (!allowed.accepted()) return allowed.refusal();
    (void)asked.work.records().erase(person->number);
    open_task(asked.work,
              "key-copies",
              "person:" + person->ref,
              person->ref +
                  " was erased. Copies of the key file that were made before still have "
                  "the key: see that none of them is kept beyond " +
                  key_copies_until(asked).iso() + ".");
    return Done{};
}

}  // namespace almoner::scheduler

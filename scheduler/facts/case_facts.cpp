#include "scheduler/facts/case_facts.h"

#include "ledger/records/appointment.h"
#include "ledger/records/attested_fact.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/organisation.h"
#include "ledger/records/payee_account.h"
#include "ledger/records/person.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/plan_mark.h"
#include "ledger/records/private_text.h"
#include "ledger/records/representative.h"
#include "ledger/values/invariant.h"
#include "scheduler/commands/proposal_worth.h"
#include "scheduler/facts/attested.h"
#include "scheduler/facts/said_of_payee.h"
#include "scheduler/papers/current_document.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::Agreement;
using ledger::CaseKind;
using ledger::Date;
using ledger::last_day_of_all;
using ledger::Money;

// SI 2013/1617 reg 2: a child is somebody under 16.
constexpr int child_until = 16;

int years_between(Date born, Date on) {
    const bool is_before_birthday =
        std::pair(on.month(), on.day()) < std::pair(born.month(), born.day());
    return on.year() - born.year() - (is_before_birthday ? 1 : 0);
}

// What was said of the agreement counts before what was said of its whole budget; of who is paid on
// the day, or is `next`, alone.
void take_attested_of(ledger::Database& database,
                      const Agreement& agreement,
                      Date on,
                      rules::Facts& facts,
                      const Acting* next = nullptr) {
    for (const ledger::CaseRef& about : {ledger::CaseRef{CaseKind::budget, agreement.budget},
                                         ledger::CaseRef{CaseKind::agreement, agreement.number}}) {
        auto told = ledger::attested_facts_of(database, about, on);
        leave_out_other_payees(database, agreement, on, next, told);
        take_attested(database, told, facts);
    }
}

// An appointment counts before none, the later one before the earlier; without one who began later.
bool follows(const Acting& next, const Acting& before) {
    if (!next.appointed) return !before.appointed && before.who.start_on <= next.who.start_on;
    return !before.appointed || before.appointed->id < next.appointed->id;
}

// What stands in the record of the appointment counts before what was said.
void take_appointment(ledger::Database& database,
                      const ledger::Appointment& appointment,
                      Date on,
                      rules::PayeeFacts& payee) {
    payee.authority.value = rules::value_named<rules::Authority>(appointment.authority);
    payee.representative_agrees = appointment.agreed_on <= on;
    if (appointment.best_interests) {
        payee.best_interests_decision = proof_of(database, appointment.best_interests);
    }
}

// Nothing where the authority is not that of the role: it has to be attested.
rules::Fact<rules::Authority> authority_of(ledger::RepresentativeRole role) {
    switch (role) {
        case ledger::RepresentativeRole::deputy: return rules::Authority::deputy;
        case ledger::RepresentativeRole::attorney: return rules::Authority::attorney;
        case ledger::RepresentativeRole::parent: return rules::Authority::parental_responsibility;
        case ledger::RepresentativeRole::representative:
        case ledger::RepresentativeRole::nominee: return {};
    }
    throw ledger::InvariantBroken("unlisted role of a representative");
}

void take_payee(ledger::Database& database,
                const Agreement& agreement,
                const std::optional<Acting>& acting,
                Date on,
                rules::Facts& facts) {
    facts.payee.role = rules::PayeeRole::own_right;
    if (agreement.payee != "representative") {
        if (!facts.payee.authority.value) facts.payee.authority = rules::Authority::none;
        return;
    }
    facts.payee.role.value.reset();
    if (!acting) return;
    const bool is_nominee = acting->who.role == ledger::RepresentativeRole::nominee;
    facts.payee.role = is_nominee ? rules::PayeeRole::nominee : rules::PayeeRole::representative;
    const auto authority = authority_of(acting->who.role);
    if (authority.value) facts.payee.authority = authority;
    if (acting->appointed) take_appointment(database, *acting->appointed, on, facts.payee);
    // Care Act 2014 s 32(4): NOM-02 asks for the DBS check of an authorised person.
    if (!is_nominee && facts.payee.authority.value == rules::Authority::authorised_person) {
        facts.payee.role = rules::PayeeRole::authorised_person;
    }
}

void take_age(ledger::Database& database, std::int64_t person, Date on, rules::Facts& facts) {
    const auto known = ledger::person_numbered(database, person, on);
    if (!known) return;
    const auto details = ledger::person_private(database, known->personal);
    if (!details || !details->date_of_birth) return;
    const int age = years_between(*details->date_of_birth, on);
    facts.eligibility.age = age;
    facts.payee.is_child = age < child_until;
}

void take_account(ledger::Database& database,
                  const Agreement& agreement,
                  const ledger::Budget& budget,
                  Date on,
                  rules::Facts& facts) {
    const auto payee = ledger::payee_account_numbered(database, agreement.payee_account, on);
    facts.account.is_approved = payee && payee->status == ledger::PayeeStatus::confirmed;
    facts.account.is_one_off = agreement.frequency == ledger::Frequency::one_off;
    facts.account.contingency = budget.contingency;
    facts.account.contingency_counted_as_surplus = false;
    facts.account.weekly_budget = a_week_of(worth_in_a_year(database, agreement, on));
    facts.eligibility.bank_account_offered = true;  // it is what the agreement pays into
    // A solicitor or an accountant is told of by 'fact record'.
    if (agreement.payee.starts_with("support-service:") && !facts.third_party.keeper.value) {
        facts.third_party.keeper = rules::Keeper::support_service;
    }
}

// Whose contract it is, as the area's organisations have it. The account is the organisation's own.
void take_third_party(ledger::Database& database,
                      const Agreement& agreement,
                      Date on,
                      rules::ThirdPartyFacts& facts) {
    constexpr std::string_view word = "third-party:";
    if (!agreement.payee.starts_with(word)) return;
    using ledger::OrganisationKind;
    const std::string_view ref = std::string_view(agreement.payee).substr(word.size());
    facts.holder_has_account = false;
    const auto is_a = [&](OrganisationKind kind) {
        return ledger::organisation_by_ref(database, kind, ref, on).has_value();
    };
    facts.kind.value.reset();
    if (is_a(OrganisationKind::trust)) facts.kind = rules::ThirdPartyKind::trust;
    if (is_a(OrganisationKind::individual_service_fund)) {
        facts.kind = rules::ThirdPartyKind::service_fund;
    }
}

// What the program wrote out counts before what was said: one that no longer says what the
// agreement says was not produced for it.
// Once it is signed, the form that was signed stays the agreement's, whatever begins under it
// later.
void take_document(ledger::Database& database, const Agreement& agreement, rules::Facts& facts) {
    const auto signings = ledger::agreement_signings_of(database, agreement.number);
    if (!signings.empty()) {
        const auto form = ledger::agreement_document_by_id(database, signings.back().document);
        if (!form) throw ledger::InvariantBroken("a signing without its document");
        facts.account.agreement_document = proof_of(database, form->html);
        return;
    }
    if (!has_document(database, agreement)) return;
    // Of a form of the body's own, its signed copy is what there is.
    const auto document = current_document(database, agreement);
    facts.account.agreement_document =
        proof_of(database, document ? std::optional(document->html) : agreement.evidence);
}

// Of an agreement that was taken over without its document the signed plan stands in for it.
std::optional<std::int64_t> signed_paper(ledger::Database& database, const Agreement& agreement) {
    const bool is_taken_over = agreement.signed_on && !agreement.evidence;
    if (!is_taken_over) return agreement.evidence;
    const auto plan = ledger::plan_signature_of(database, agreement.budget);
    return plan ? std::optional(plan->evidence) : std::nullopt;
}

// What the books say whoever is paid for whatever.
void take_terms(ledger::Database& database,
                const Agreement& agreement,
                const ledger::Budget& budget,
                Date on,
                rules::Facts& facts) {
    take_age(database, budget.person, on, facts);
    take_account(database, agreement, budget, on, facts);
    take_third_party(database, agreement, on, facts.third_party);
    take_document(database, agreement, facts);
    facts.eligibility.signed_agreement = proof_of(database, signed_paper(database, agreement));
    facts.information.decision_recorded = true;  // the command's own journal row
}

ledger::Budget budget_of(ledger::Database& database, const Agreement& agreement) {
    const auto budget = ledger::budget_numbered(database, agreement.budget, last_day_of_all);
    if (!budget) throw ledger::InvariantBroken("an agreement without a budget");
    return *budget;
}

}  // namespace

void take_line(ledger::Database& database,
               const ledger::PlanLine& line,
               Date on,
               rules::Facts& facts,
               std::span<const ledger::AttestedFact> told) {
    const std::size_t place = facts.lines.size();
    facts.lines.push_back({.kind = rules::LineKind::ordinary,
                           .service = rules::ServiceKind::ordinary,
                           .top_up = Money{},
                           .charge_excepted_by_law = false});
    if (line.number != 0) {
        take_attested(database,
                      ledger::attested_facts_of(database, {CaseKind::plan_line, line.number}, on),
                      facts,
                      place);
    }
    take_attested(database, told, facts, place);
    rules::LineFacts& known = facts.lines[place];
    known.ref = line.ref;
    known.regime = regime_of(line.stream);
    known.option = way_of(line.option);
    known.amount = line.amount;
}

std::vector<ledger::PlanLine> lines_paid_by(ledger::Database& database,
                                            const Agreement& agreement,
                                            Date on) {
    std::vector<ledger::PlanLine> lines;
    for (const ledger::PlanLine& last :
         ledger::plan_lines_of(database, agreement.budget, last_day_of_all)) {
        const auto line = ledger::plan_line_numbered(database, last.number, on).value_or(last);
        const bool is_over = line.end_on && *line.end_on < on;
        if (line.option == agreement.option && !is_over) lines.push_back(line);
    }
    return lines;
}

void take_lines(ledger::Database& database,
                const std::vector<ledger::PlanLine>& lines,
                Date on,
                rules::Facts& facts) {
    for (const ledger::PlanLine& line : lines) take_line(database, line, on, facts);
}

rules::Regime regime_of(ledger::Stream stream) {
    switch (stream) {
        case ledger::Stream::nhs: return rules::Regime::nhs;
        case ledger::Stream::social_care: return rules::Regime::asc;
        case ledger::Stream::children: return rules::Regime::chd;
        case ledger::Stream::education: return rules::Regime::sen;
        case ledger::Stream::person:
        case ledger::Stream::unassigned: break;
    }
    throw ledger::InvariantBroken("no law stands over this stream's money");
}

rules::WayOfManaging way_of(ledger::Option option) {
    switch (option) {
        case ledger::Option::notional: return rules::WayOfManaging::notional;
        case ledger::Option::third_party: return rules::WayOfManaging::third_party;
        case ledger::Option::direct_payment: return rules::WayOfManaging::direct_payment;
        case ledger::Option::managed_account: return rules::WayOfManaging::managed_account;
        case ledger::Option::none: break;
    }
    throw ledger::InvariantBroken("money that is managed in no way");
}

Date activation_day(const Agreement& agreement, Date today) {
    return std::max({today, agreement.from_on, agreement.start_on});
}

std::optional<Acting> acting_on(ledger::Database& database, std::int64_t person, Date on) {
    std::optional<Acting> acting;
    for (const auto& each : ledger::representatives_of(database, person, on)) {
        if (on < each.start_on || (each.end_on && *each.end_on < on)) continue;
        const Acting next{.who = each,
                          .appointed = ledger::appointment_on(database, each.number, on)};
        if (!acting || follows(next, *acting)) acting = next;
    }
    return acting;
}

rules::Facts facts_to_activate(ledger::Database& database, const Agreement& agreement, Date on) {
    rules::Facts facts;
    const ledger::Budget budget = budget_of(database, agreement);
    take_lines(database, lines_paid_by(database, agreement, on), on, facts);
    take_attested_of(database, agreement, on, facts);
    take_payee(database, agreement, acting_on(database, budget.person, on), on, facts);
    take_terms(database, agreement, budget, on, facts);
    return facts;
}

rules::Facts facts_to_begin(ledger::Database& database,
                            const Agreement& agreement,
                            const ledger::PlanLine& line,
                            std::span<const ledger::AttestedFact> told,
                            Date on) {
    rules::Facts facts;
    const ledger::Budget budget = budget_of(database, agreement);
    take_line(database, line, on, facts, told);
    take_attested_of(database, agreement, on, facts);
    take_payee(database, agreement, acting_on(database, budget.person, on), on, facts);
    take_terms(database, agreement, budget, on, facts);
    facts.account.weekly_budget =
        a_week_of(worth_in_a_year(database, agreement, on) + worth_in_a_year(line));
    return facts;
}

rules::Facts facts_to_take_over(ledger::Database& database,
                                const Agreement& agreement,
                                const Acting& next,
                                Date on) {
    rules::Facts facts;
    const ledger::Budget budget = budget_of(database, agreement);
    take_lines(database, lines_paid_by(database, agreement, on), on, facts);
    take_attested_of(database, agreement, on, facts, &next);
    take_payee(database, agreement, next, on, facts);
    take_terms(database, agreement, budget, on, facts);
    return facts;
}

rules::Facts facts_of_emergency(ledger::Database& database,
                                const Agreement& agreement,
                                Money amount,
                                bool has_evidence,
                                Date on) {
    rules::Facts facts;
    const ledger::Budget budget = budget_of(database, agreement);
    const auto lines = lines_paid_by(database, agreement, on);
    take_lines(database, lines, on, facts);
    take_attested_of(database, agreement, on, facts);
    take_account(database, agreement, budget, on, facts);
    facts.account.has_plan_line = !lines.empty();
    facts.account.urgent_decision_recorded = has_evidence;
    facts.account.has_reason = true;  // the command refuses one without
    facts.account.emergency_amount = amount;
    facts.account.in_next_reconciliation = true;  // the next run shows it
    facts.information.decision_recorded = true;
    return facts;
}

}  // namespace almoner::scheduler

#include "scheduler/facts/schedule_facts.h"

#include "ledger/records/actor.h"
#include "ledger/records/attested_fact.h"
#include "ledger/records/bank_account.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/plan_mark.h"
#include "ledger/values/invariant.h"
#include "rules/engine/dates.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/attested.h"
#include "scheduler/facts/begins.h"
#include "scheduler/facts/case_facts.h"
#include "scheduler/payment_run/free_of_charge.h"
#include "scheduler/payment_run/terms.h"

#include <algorithm>
#include <string>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::Agreement;
using ledger::CaseKind;
using ledger::Date;
using ledger::Done;
using ledger::Money;
using ledger::Outcome;
using ledger::PlanLine;

// Of payments that are not over yet (states 1 to 6): what emergencies take off them.
const ledger::Query taken_off{
    "SELECT CAST(COALESCE(SUM(advanced), 0) AS BIGINT) FROM payment"
    " WHERE agreement = $1 AND state BETWEEN 1 AND 6"};
const ledger::Query recorded_as_advance{
    "SELECT CAST(COALESCE(SUM(p.net), 0) AS BIGINT) FROM payment p JOIN emergency e"
    " ON e.payment = p.id WHERE p.budget = $1 AND e.basis = 'advance'"};

Money single(ledger::Rows rows) {
    return rows.next() ? rows.money(0) : Money{};
}

rules::Cycle cycle_of(ledger::Frequency frequency) {
    switch (frequency) {
        case ledger::Frequency::four_weekly: return rules::Cycle::four_weekly;
        case ledger::Frequency::monthly: return rules::Cycle::monthly;
        case ledger::Frequency::one_off: return rules::Cycle::one_off;
    }
    return rules::Cycle::other;
}

// A month's last day is the day before the next one's.
ledger::PayPeriod whole_period(const Agreement& agreement, Date first) {
    constexpr std::int32_t four_weeks = 28;
    const Date last = agreement.frequency == ledger::Frequency::monthly
                          ? rules::months_after(first, 1) - 1
                          : first + (four_weeks - 1);
    return {.covered = {first, last}, .full = {first, last}, .frequency = agreement.frequency};
}

// It was signed on a paper of ours, or was being paid when the area was taken over; or the plan
// was.
bool is_fixed(ledger::Database& database, const Agreement& agreement) {
    return agreement.signed_on || ledger::plan_signature_of(database, agreement.budget);
}

// Constructed: no source says who a manager is. Whoever may approve any sum, as for the payment.
bool may_approve_it(const ledger::Actor& checker, bool by_manager) {
    return !by_manager || !checker.approve_limit;
}

// The account that it is paid from is known, and two people are there, one of whom may approve it:
// a manager, where the policy asks for one.
bool has_emergency_route(ledger::Database& database, const Agreement& agreement, Date today) {
    if (!ledger::bank_account_numbered(database, agreement.paid_from, today)) return false;
    const bool by_manager =
        policy_in_force(database, today).number(rules::Parameter::emergency_approver) != 0;
    std::int64_t people = 0;
    std::int64_t approvers = 0;
    for (const ledger::Actor& each : ledger::actors_on(database, today)) {
        const bool is_checker = each.role == ledger::ActorRole::checker;
        if (!each.active || (!is_checker && each.role != ledger::ActorRole::maker)) continue;
        ++people;
        if (is_checker && may_approve_it(each, by_manager)) ++approvers;
    }
    return people > 1 && approvers > 0;
}

std::span<const PlanLine> line_of(const LineToBegin* begins) {
    return begins == nullptr ? std::span<const PlanLine>{} : std::span(&begins->line, 1);
}

void take_contribution(ledger::Database& database,
                       const Agreement& agreement,
                       Date on,
                       std::span<const PlanLine> more,
                       rules::ContributionFacts& facts) {
    facts.gross = facts.net = facts.contribution = Money{};
    const bool has_none = agreement.contribution.is_zero();
    facts.paid_gross =
        has_none ? policy_in_force(database, on).flag(rules::Parameter::contribution_basis)
                 : agreement.contribution_basis == ledger::ContributionBasis::gross;
    const rules::DueForPeriod due = due_from(database, agreement, on, more);
    Money gross;
    Money net;
    for (const rules::DuePart& each : due.parts) {
        // Health care is free, and education has no means test: CTB-01.
        if (each.stream != ledger::Stream::social_care && each.stream != ledger::Stream::children) {
            continue;
        }
        if (FreeOfCharge(database, each.plan_line).holds(each.plan_line, on)) continue;
        gross += each.gross;
        net += each.net;
    }
    facts.gross = gross;
    facts.net = net;
    facts.contribution = due.contribution_assessed;
}

std::vector<PlanLine> commissioned_lines(ledger::Database& database,
                                         const Agreement& agreement,
                                         Date on) {
    auto lines = lines_paid_by(database, agreement, on);
    std::erase_if(lines,
                  [](const PlanLine& each) { return each.stream == ledger::Stream::person; });
    return lines;
}

bool sets_the_same(const Agreement& before, const Agreement& after) {
    return before.frequency == after.frequency && before.anchor_on == after.anchor_on &&
           before.monthly_day == after.monthly_day && before.timing == after.timing &&
           before.paid_from == after.paid_from && before.contribution == after.contribution &&
           before.contribution_basis == after.contribution_basis;
}

struct Schedule {
    const Agreement& agreement;
    Date on{};
    std::string field{};
};

Outcome<Done> ask(Asked& asked, const Schedule& schedule, const rules::Facts& facts) {
    // Each line is asked about when it begins; without one nothing is paid.
    if (facts.lines.empty()) return Done{};
    const Agreement& agreement = schedule.agreement;
    const auto budget =
        ledger::budget_numbered(asked.work.database(), agreement.budget, ledger::last_day_of_all);
    if (!budget) throw ledger::InvariantBroken("an agreement without a budget");
    // What is about to be made has no number yet.
    const ledger::CaseRef about = agreement.number == 0
                                      ? ledger::CaseRef{CaseKind::budget, agreement.budget}
                                      : ledger::CaseRef{CaseKind::agreement, agreement.number};
    return ask_rules(asked,
                     {.event = rules::Event::schedule,
                      .about = about,
                      .person = budget->person,
                      .on = schedule.on,
                      .field = schedule.field},
                     facts);
}

}  // namespace

rules::DueForPeriod due_from(ledger::Database& database,
                             const Agreement& agreement,
                             Date on,
                             std::span<const PlanLine> more) {
    std::vector<Agreement> versions;
    if (agreement.number != 0) versions = ledger::agreement_versions(database, agreement.number);
    versions.push_back(agreement);
    std::vector<PlanLine> plan;
    for (const PlanLine& each :
         ledger::plan_lines_of(database, agreement.budget, ledger::last_day_of_all)) {
        const auto all = ledger::plan_line_versions(database, each.number);
        plan.insert(plan.end(), all.begin(), all.end());
    }
    plan.insert(plan.end(), more.begin(), more.end());
    rules::EntitlementTerms terms =
        terms_of({.agreement = &agreement, .versions = versions, .plan_versions = plan}, true);
    mark_free_of_charge(database, terms);
    return rules::due_for_period(terms, whole_period(agreement, on));
}

rules::Facts facts_to_schedule(ledger::Database& database,
                               const Agreement& agreement,
                               Date on,
                               const LineToBegin* begins) {
    rules::Facts facts;
    take_lines(database, commissioned_lines(database, agreement, on), on, facts);
    if (begins != nullptr) take_line(database, begins->line, on, facts, begins->told);
    facts.account.plan_fixes_dates = is_fixed(database, agreement);
    for (const ledger::CaseRef& about : {ledger::CaseRef{CaseKind::budget, agreement.budget},
                                         ledger::CaseRef{CaseKind::agreement, agreement.number}}) {
        take_attested(database, ledger::attested_facts_of(database, about, on), facts);
    }
    facts.account.cycle = cycle_of(agreement.frequency);
    facts.account.timing = agreement.timing == ledger::Timing::arrears ? rules::PayTiming::arrears
                                                                       : rules::PayTiming::advance;
    facts.account.roll = rules::Roll::previous_working_day;  // ledger/calendar/bacs_cycle.h
    facts.account.has_emergency_route = has_emergency_route(database, agreement, on);
    const Money netted = single(database.select(taken_off, agreement.number));
    facts.account.nets_emergency = netted > Money{};
    facts.account.recorded_as_advance =
        netted <= single(database.select(recorded_as_advance, agreement.budget));
    take_contribution(database, agreement, on, line_of(begins), facts.contribution);
    facts.information.decision_recorded = true;  // the command's own journal row
    return facts;
}

Outcome<Done> may_schedule(Asked& asked, const Agreement& before, const Agreement& after) {
    const bool is_signed = before.status == ledger::AgreementStatus::draft;
    if (!pays(after) || (!is_signed && sets_the_same(before, after))) return Done{};
    const Date on = activation_day(after, asked.work.today());
    const rules::Facts facts = facts_to_schedule(asked.work.database(), after, on);
    return ask(asked, {.agreement = after, .on = on, .field = "agreement"}, facts);
}

Outcome<Done> may_schedule(Asked& asked, const LineToBegin& wanted) {
    if (!wanted.with || !pays(*wanted.with)) return Done{};
    const Date on =
        std::max(activation_day(*wanted.with, asked.work.today()), wanted.line.start_on);
    const rules::Facts facts = facts_to_schedule(asked.work.database(), *wanted.with, on, &wanted);
    return ask(asked, {.agreement = *wanted.with, .on = on, .field = wanted.field}, facts);
}

}  // namespace almoner::scheduler

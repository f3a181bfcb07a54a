#include "scheduler/facts/plan_facts.h"

#include "ledger/records/in_force.h"
#include "ledger/records/plan_mark.h"
#include "ledger/values/invariant.h"
#include "scheduler/commands/proposal_worth.h"
#include "scheduler/facts/attested.h"
#include "scheduler/facts/case_facts.h"
#include "scheduler/facts/fee_facts.h"
#include "scheduler/facts/plan_sums.h"
#include "scheduler/payment_run/free_of_charge.h"

#include <algorithm>
#include <string>

namespace almoner::scheduler {
namespace {

using ledger::Agreement;
using ledger::CaseKind;
using ledger::Date;
using ledger::last_day_of_all;
using ledger::Money;
using ledger::Option;
using ledger::PlanLine;

// The same sum each time that the line is paid, in a year.
Money in_a_year(PlanLine line, Money each_time) {
    line.amount = each_time;
    return worth_in_a_year(line);
}

// The lines of one option as they would be with this one among them; not those that begin once it
// is over.
std::vector<PlanLine> lines_beside(ledger::Database& database, const PlanLine& line, Date on) {
    std::vector<PlanLine> lines = lines_going_on(database, line.budget, on);
    std::erase_if(lines, [&](const PlanLine& each) {
        const bool is_itself = line.number != 0 && each.number == line.number;
        const bool is_after = line.end_on && *line.end_on < each.start_on;
        return is_itself || is_after || each.option != line.option;
    });
    lines.push_back(line);
    return lines;
}

// Who has a means test: Care Act 2014 s 14, 17; SI 2009/1887 reg 9.
bool is_charged_for(const PlanLine& line) {
    return line.stream == ledger::Stream::social_care || line.stream == ledger::Stream::children;
}

// The most that an agreement which pays lines of this option asks of the person for a period.
Money own_share(ledger::Database& database, const LineToBuild& wanted, Date on) {
    const auto asks = [&](const Agreement& each) {
        const bool is_over = each.end_on && *each.end_on < on;
        const bool counts = each.status != ledger::AgreementStatus::ended && !is_over;
        return counts && each.option == wanted.line.option ? each.contribution : Money{};
    };
    Money most = wanted.with != nullptr ? asks(*wanted.with) : Money{};
    for (const Agreement& each :
         ledger::agreements_of(database, wanted.line.budget, last_day_of_all)) {
        const bool is_replaced = wanted.with != nullptr && each.number == wanted.with->number;
        if (!is_replaced) most = std::max(most, asks(each));
    }
    return most;
}

// Whether a share may be taken of a line that is in the books: not of section 117 after-care.
bool bears_a_share(ledger::Database& database, const PlanLine& line, Date on) {
    return is_charged_for(line) && !FreeOfCharge(database, line.number).holds(line.number, on);
}

// It stands on a line that may be charged for, where one is paid beside this.
void take_contribution(ledger::Database& database,
                       const LineToBuild& wanted,
                       Date on,
                       rules::LineFacts& line) {
    const auto beside = lines_beside(database, wanted.line, on);
    const bool is_exempt = line.contribution_exempt.value.value_or(false);
    const bool bears_none = is_exempt || !is_charged_for(wanted.line);
    const bool is_anothers =
        bears_none && std::ranges::any_of(beside, [&](const PlanLine& each) {
            const bool is_itself = each.number == wanted.line.number && each.ref == wanted.line.ref;
            return !is_itself && bears_a_share(database, each, on);
        });
    const Money share = is_anothers ? Money{} : own_share(database, wanted, on);
    line.contribution = std::max(line.contribution.value.value_or(Money{}), share);
    if (!line.contribution_exempt.value) line.contribution_exempt = false;
}

void take_charges_of(ledger::Database& database,
                     const LineToBuild& wanted,
                     bool is_exempt,
                     rules::ContributionFacts& facts) {
    const auto budget = ledger::budget_numbered(database, wanted.line.budget, last_day_of_all);
    if (!budget) throw ledger::InvariantBroken("a plan line without a budget");
    take_charges(database,
                 {.person = budget->person,
                  .with = wanted.with,
                  .line = &wanted.line,
                  .line_is_free = wanted.line.number == 0 && is_exempt,
                  .ending = wanted.ending,
                  .means = wanted.means},
                 facts);
}

// What a third party charges, in a year, and what is left for the care.
struct Charge {
    Money whole{};
    Money fee{};
    Money care{};
    Money cost{};
    bool is_shown = true;  // each charge has a line of its own
};

void add(ledger::Database& database,
         const LineToBuild& wanted,
         const PlanLine& each,
         Date on,
         Charge& charge) {
    const bool is_itself = each.number == wanted.line.number && each.ref == wanted.line.ref;
    rules::Facts one;
    take_line(
        database, each, on, one, is_itself ? wanted.told : std::span<const ledger::AttestedFact>{});
    const Money fee = one.third_party.fee.value.value_or(Money{});
    const bool is_own_line = fee == each.amount;
    if (!fee.is_zero() && !is_own_line) charge.is_shown = false;
    charge.whole += worth_in_a_year(each);
    charge.fee += in_a_year(each, fee);
    if (is_own_line) return;
    const Money care = each.amount - fee;
    charge.care += in_a_year(each, care);
    charge.cost += in_a_year(each, one.lines.front().planned_cost.value.value_or(care));
}

// What its contract says the budget is, where that was told, counts before the sum of its lines.
void take_charge(ledger::Database& database,
                 const LineToBuild& wanted,
                 Date on,
                 rules::ThirdPartyFacts& facts) {
    Charge charge;
    if (wanted.line.option == Option::third_party) {
        for (const PlanLine& each : lines_beside(database, wanted.line, on)) {
            add(database, wanted, each, on, charge);
        }
    } else {
        charge.whole = worth_in_a_year(wanted.line);
        charge.fee = fee_out_of(database, wanted.line.number, on);
        charge.care = charge.whole - charge.fee;
        if (charge.fee.is_zero()) charge.cost = charge.care;  // else a line of the fee's own
    }
    facts.fee = charge.fee;
    facts.fee_shown = charge.is_shown;
    facts.care_line = charge.care;
    facts.care_cost = charge.cost;
    if (!facts.budget.value) facts.budget = charge.whole;
}

bool states(const ledger::PlanStep& submitted, std::string_view what) {
    return ("," + submitted.says + ",").find("," + std::string(what) + ",") != std::string::npos;
}

void take_what_it_says(const ledger::PlanStep& submitted, rules::PlanFacts& plan) {
    plan.states_needs_and_outcomes = states(submitted, "needs-and-outcomes");
    plan.states_services = states(submitted, "services");
    plan.states_amount_and_intervals = states(submitted, "amount-and-intervals");
    plan.states_coordinator = states(submitted, "coordinator");
    plan.states_monitoring = states(submitted, "monitoring");
    plan.states_first_review = states(submitted, "first-review");
    plan.states_notice_period = states(submitted, "notice-period");
    plan.has_risk_procedure = states(submitted, "risk-procedure");
}

// A signature agrees to the version that it came with, not to one that was approved before.
bool is_agreed(ledger::Database& database, std::int64_t budget) {
    const auto signature = ledger::plan_signature_of(database, budget);
    if (!signature) return false;
    const auto steps = ledger::plan_steps_of(database, budget);
    return std::ranges::none_of(steps, [&](const ledger::PlanStep& each) {
        return each.state == "approved" && signature->signed_on < each.on;
    });
}

std::int64_t periods_a_year(ledger::Frequency frequency) {
    switch (frequency) {
        case ledger::Frequency::four_weekly: return 13;
        case ledger::Frequency::monthly: return 12;
        case ledger::Frequency::one_off: return 1;
    }
    throw ledger::InvariantBroken("unlisted frequency");
}

// Of the day on which the lines come to most.
void take_sums(ledger::Database& database,
               const ledger::Budget& budget,
               Date on,
               rules::PlanFacts& plan) {
    const PlanSum most = most_in_a_year(database, budget.number, on);
    plan.lines_total = most.all;
    plan.budget_total.value.reset();
    if (const auto offered = offered_in_a_year(database, budget.number)) {
        plan.budget_total = *offered;
    }
    Money share;
    for (const Agreement& each : ledger::agreements_of(database, budget.number, last_day_of_all)) {
        const bool is_over = each.end_on && *each.end_on < most.on;
        const bool begins_later = most.on < each.start_on;
        if (is_over || begins_later || each.status == ledger::AgreementStatus::ended) continue;
        share +=
            each.contribution.mul_div(periods_a_year(each.frequency), 1, ledger::Rounding::down);
    }
    // What is beyond the care is never taken (CTB-05).
    const Money taken = std::min(share, most.social_care);
    plan.adult_amount = taken;
    plan.authority_amount = most.social_care - taken;
}

}  // namespace

std::vector<PlanLine> lines_going_on(ledger::Database& database, std::int64_t budget, Date on) {
    std::vector<PlanLine> lines;
    for (const PlanLine& last : ledger::plan_lines_of(database, budget, last_day_of_all)) {
        const bool is_over = last.end_on && *last.end_on < on;
        if (is_over || last.stream == ledger::Stream::person) continue;
        lines.push_back(last);
    }
    return lines;
}

rules::Facts facts_to_build(ledger::Database& database, const LineToBuild& wanted, Date on) {
    rules::Facts facts;
    facts.plan.is_process_cost = false;
    facts.plan.provision = rules::Provision::ordinary;
    take_attested(database,
                  ledger::attested_facts_of(database, {CaseKind::budget, wanted.line.budget}, on),
                  facts);
    take_line(database, wanted.line, on, facts, wanted.told);
    facts.plan.is_charged = true;  // it is a line of the budget
    take_contribution(database, wanted, on, facts.lines.front());
    const bool is_exempt = facts.lines.front().contribution_exempt.value.value_or(false);
    take_charges_of(database, wanted, is_exempt, facts.contribution);
    take_charge(database, wanted, on, facts.third_party);
    facts.information.decision_recorded = true;  // the command's own journal row
    return facts;
}

rules::Facts facts_to_approve(ledger::Database& database,
                              const ledger::Budget& budget,
                              const ledger::PlanStep& submitted,
                              Date on) {
    rules::Facts facts;
    const auto lines = lines_going_on(database, budget.number, on);
    take_lines(database, lines, on, facts);
    for (rules::LineFacts& each : facts.lines) {
        // A line of the books has one; that somebody uses two can be told.
        if (!each.options_chosen.value) each.options_chosen = 1;
    }
    take_attested(database,
                  ledger::attested_facts_of(database, {CaseKind::budget, budget.number}, on),
                  facts);
    take_what_it_says(submitted, facts.plan);
    facts.plan.person_agrees = is_agreed(database, budget.number);
    take_sums(database, budget, on, facts.plan);
    facts.information.decision_recorded = true;  // the plan's own step
    return facts;
}

}  // namespace almoner::scheduler

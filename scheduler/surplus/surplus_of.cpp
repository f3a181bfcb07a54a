#include "scheduler/surplus/surplus_of.h"

#include "ledger/records/attested_fact.h"
#include "ledger/records/in_force.h"
#include "ledger/records/plan_line.h"
#include "rules/surplus/surplus_sum.h"
#include "scheduler/commands/proposal_worth.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/attested.h"
#include "scheduler/surplus/surplus_parts.h"

#include <array>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Money;

// What somebody found out, beside what the books know of it.
struct Told {
    std::string_view fact;
    std::string_view part;
    std::string_view words;
};
constexpr std::array told_parts{
    Told{"surplus.uncleared", "uncleared", "committed and not yet paid, as was found out"},
    Told{"surplus.reserves",
         "reserves",
         "set aside for tax, insurance, pension, holiday and redundancy, as was found out"},
    Told{"surplus.contribution_adjustment",
         "contribution",
         "of the person's own contribution, as was found out"}};

Money told_amount(ledger::Database& database, const ledger::AttestedFact& fact) {
    rules::Facts facts;
    take_attested(database, {&fact, 1}, facts);
    for (const rules::Sum* const sum : {&facts.surplus.uncleared,
                                        &facts.surplus.reserves,
                                        &facts.surplus.contribution_adjustment}) {
        if (sum->value) return *sum->value;
    }
    return {};
}

void add_told(ledger::Database& database, std::int64_t budget, Date on, SurplusSheet& sheet) {
    for (const ledger::AttestedFact& each :
         ledger::attested_facts_of(database, {ledger::CaseKind::budget, budget}, on)) {
        for (const Told& told : told_parts) {
            if (each.name != told.fact) continue;
            sheet.take({.part = told.part,
                        .amount = told_amount(database, each),
                        .words = std::string(told.words),
                        .from = "fact " + std::to_string(each.id)});
        }
    }
}

// Of what is held; notional money is in nobody's account.
Money weekly_amount(ledger::Database& database, std::int64_t budget, Date on) {
    Money worth;
    for (const ledger::PlanLine& each :
         ledger::plan_lines_of(database, budget, ledger::last_day_of_all)) {
        const auto line = ledger::plan_line_numbered(database, each.number, on);
        if (!line || line->option == ledger::Option::notional) continue;
        if (line->start_on <= on && (!line->end_on || on <= *line->end_on)) {
            worth += worth_in_a_year(*line);
        }
    }
    return a_week_of(worth);
}

}  // namespace

std::string_view band_of(const SurplusWorkings& workings) {
    const Money half = workings.threshold.mul_div(1, 2, ledger::Rounding::down);
    if (workings.free <= half) return "within";
    if (!workings.is_over) return "near";
    return workings.free <= workings.threshold + workings.threshold ? "over" : "far over";
}

void take_surplus(const SurplusWorkings& workings, rules::SurplusFacts& facts) {
    facts.cleared_balance = workings.cleared;
    facts.uncleared = workings.uncleared;
    facts.reserves = workings.reserves;
    facts.contingency = workings.contingency;
    facts.in_advance = workings.in_advance;
    facts.contribution_adjustment = workings.contribution_adjustment;
    facts.weekly_amount = workings.weekly_amount;
}

SurplusWorkings surplus_of(ledger::Database& database, const ledger::Budget& budget, Date on) {
    return surplus_of(database, budget, ledger::as_of_day(database, on));
}

SurplusWorkings surplus_of(ledger::Database& database,
                           const ledger::Budget& budget,
                           const ledger::AsOf& as_of) {
    const Date on = as_of.day;
    SurplusSheet sheet;
    add_accounts(database, budget.number, as_of, sheet);
    add_unconfirmed(database, budget.number, as_of, sheet);
    add_owed_at_end(database, budget.number, as_of, sheet);
    add_told(database, budget.number, on, sheet);
    if (!budget.contingency.is_zero()) {
        sheet.take({.part = "contingency",
                    .amount = budget.contingency,
                    .words = "contingency agreed in the plan",
                    .from = "budget " + budget.ref});
    }
    SurplusWorkings workings{.budget = budget.number,
                             .budget_ref = budget.ref,
                             .on = on,
                             .cleared = sheet.cleared(),
                             .uncleared = sheet.taken("uncleared"),
                             .reserves = sheet.taken("reserves"),
                             .contingency = sheet.taken("contingency"),
                             .in_advance = sheet.taken("in-advance"),
                             .contribution_adjustment = sheet.taken("contribution"),
                             .weekly_amount = weekly_amount(database, budget.number, on),
                             .rows = sheet.rows(),
                             .funders = sheet.by_funder()};
    rules::SurplusFacts facts;
    take_surplus(workings, facts);
    const rules::Policy policy = policy_in_force(database, on);
    workings.free = rules::free_balance(facts).value.value();
    workings.threshold = rules::surplus_threshold(facts, policy).value.value();
    workings.is_over = workings.free > workings.threshold;
    if (workings.free > Money{} && workings.weekly_amount > Money{}) {
        workings.weeks = workings.free.pence() / workings.weekly_amount.pence();
    }
    return workings;
}

}  // namespace almoner::scheduler

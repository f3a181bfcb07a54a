#include "scheduler/monitoring/return_facts.h"

#include "ledger/records/attested_fact.h"
#include "ledger/records/in_force.h"
#include "ledger/records/plan_line.h"
#include "rules/engine/dates.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/attested.h"
#include "scheduler/facts/case_facts.h"
#include "scheduler/review/review_due.h"

#include <algorithm>
#include <set>

namespace almoner::scheduler {
namespace {

using ledger::Date;

bool is_direct(const ledger::PlanLine& line) {
    return line.option == ledger::Option::direct_payment ||
           line.option == ledger::Option::managed_account;
}

// One budget has one return, whoever's money it holds.
void take_lines(ledger::Database& database,
                const ledger::Budget& budget,
                Date today,
                rules::Facts& facts) {
    std::set<std::int64_t> bodies;
    for (const ledger::PlanLine& line :
         ledger::plan_lines_of(database, budget.number, ledger::last_day_of_all)) {
        const bool is_over = line.end_on && *line.end_on < today;
        if (is_over || !is_direct(line) || line.stream == ledger::Stream::person) continue;
        facts.lines.push_back({.ref = line.ref, .regime = regime_of(line.stream)});
        bodies.insert(line.body);
    }
    facts.review.other_body_asks = bodies.size() > 1;
    facts.review.merged = true;
}

// What nobody said: a format that can be given, and no contribution that is missed.
rules::Facts usual_facts(ledger::Database& database, const ledger::Budget& budget, Date today) {
    rules::Facts facts;
    facts.review.format_practicable = true;
    facts.contribution.contribution_expected = facts.contribution.contribution_received =
        ledger::Money{};
    facts.contribution.is_backdated = false;
    take_attested(
        database,
        ledger::attested_facts_of(database, {ledger::CaseKind::budget, budget.number}, today),
        facts);
    take_lines(database, budget, today, facts);
    facts.review.band = band_on(database, budget.number, today);
    facts.review.stop_proposed = false;          // nothing here can
    facts.information.decision_recorded = true;  // the command's own journal row
    return facts;
}

std::int64_t whole_months(Date from, Date to) {
    std::int64_t months = 0;
    while (rules::months_after(from, months + 1) <= to) ++months;
    return months;
}

Date last_asked(ledger::Database& database, std::int64_t budget, Date today) {
    const auto before = ledger::return_requests_of(database, budget);
    if (!before.empty()) return before.back().period.last + 1;
    return payments_began(database, budget, today).value();
}

}  // namespace

rules::Facts facts_to_ask(ledger::Database& database, const ReturnDue& due, Date today) {
    rules::Facts facts = usual_facts(database, due.budget, today);
    facts.review.months_since_last_return =
        whole_months(last_asked(database, due.budget.number, today), today);
    facts.review.document_held =
        return_held(database, due.budget.person, due.period.first).has_value();
    facts.review.days_return_overdue = 0;
    facts.review.reminded = facts.review.help_offered = false;
    return facts;
}

bool may_ask(ledger::Database& database, const ReturnDue& due, Date today) {
    return rules::evaluate(rules::Event::monitor,
                           facts_to_ask(database, due, today),
                           policy_in_force(database, today),
                           today)
        .allows();
}

rules::Facts facts_besides_returns(ledger::Database& database,
                                   const ledger::Budget& budget,
                                   Date today) {
    rules::Facts facts = usual_facts(database, budget, today);
    facts.review.document_held = false;
    facts.review.days_return_overdue = 0;
    facts.review.reminded = facts.review.help_offered = false;
    const auto began = payments_began(database, budget.number, today);
    facts.review.months_since_last_return = began ? whole_months(*began, today) : 0;
    return facts;
}

rules::Facts facts_of_late(ledger::Database& database,
                           const ledger::Budget& budget,
                           const ReturnStanding& standing,
                           Date today) {
    rules::Facts facts = usual_facts(database, budget, today);
    facts.review.months_since_last_return =
        whole_months(standing.request.period.first, standing.request.period.last + 1);
    facts.review.document_held = false;
    facts.review.days_return_overdue = std::max(0, today - standing.request.due_on);
    facts.review.reminded = standing.has(ledger::return_reminded);
    facts.review.help_offered = standing.has(ledger::return_help_offered);
    return facts;
}

}  // namespace almoner::scheduler

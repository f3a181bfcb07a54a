#include "scheduler/monitoring/returns_due.h"

#include "ledger/records/attested_fact.h"
#include "ledger/records/in_force.h"
#include "rules/engine/dates.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/review/review_due.h"

#include <algorithm>
#include <array>
#include <map>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using rules::Band;

const ledger::Query unused_return{
    "SELECT id FROM evidence e WHERE person = $1 AND kind = 'monitoring-return' AND dated_on >= $2"
    " AND NOT EXISTS (SELECT 1 FROM return_step r WHERE r.evidence = e.id) ORDER BY id LIMIT 1"};

const ledger::Query late_requests{
    "SELECT id FROM return_request WHERE due_on < $1 AND NOT EXISTS (SELECT 1 FROM return_step s"
    " WHERE s.request = return_request.id AND s.state = 'received') ORDER BY id"};

std::int64_t months_of(Band band, const rules::Policy& policy) {
    switch (band) {
        case Band::low: return policy.number(rules::Parameter::monitoring_low_months);
        case Band::medium: return policy.number(rules::Parameter::monitoring_medium_months);
        case Band::high: break;
    }
    return policy.number(rules::Parameter::monitoring_high_months);
}

ReturnDue due_of(ledger::Database& database,
                 const ledger::Budget& budget,
                 Date began,
                 const rules::Policy& policy,
                 Date today) {
    const Band band = band_on(database, budget.number, today);
    const std::int64_t months = months_of(band, policy);
    const auto before = ledger::return_requests_of(database, budget.number);
    const Date first = before.empty() ? std::max(began, rules::months_after(today, -months))
                                      : before.back().period.last + 1;
    return {
        .budget = budget, .band = band, .period = {first, rules::months_after(first, months) - 1}};
}

bool is_over(const ledger::Budget& budget, Date today) {
    return budget.end_on && *budget.end_on < today;
}

}  // namespace

bool ReturnStanding::has(std::string_view state) const {
    return std::ranges::any_of(steps,
                               [&](const ledger::ReturnStep& each) { return each.state == state; });
}

Band band_on(ledger::Database& database, std::int64_t budget, Date today) {
    for (const ledger::AttestedFact& each :
         ledger::attested_facts_of(database, {ledger::CaseKind::budget, budget}, today)) {
        if (each.name == "review.band") {
            return rules::value_named<Band>(each.value).value_or(Band::low);
        }
    }
    return Band::low;
}

std::optional<ReturnDue> next_return(ledger::Database& database,
                                     const ledger::Budget& budget,
                                     Date today) {
    const auto began = payments_began(database, today);
    const auto of_budget = began.find(budget.number);
    if (of_budget == began.end()) return std::nullopt;
    return due_of(database, budget, of_budget->second, policy_in_force(database, today), today);
}

std::vector<ReturnDue> returns_to_ask(ledger::Database& database, Date today) {
    const rules::Policy policy = policy_in_force(database, today);
    std::vector<ReturnDue> all;
    for (const auto& [number, began] : payments_began(database, today)) {
        const auto budget = ledger::budget_numbered(database, number, today);
        if (!budget || is_over(*budget, today)) continue;
        ReturnDue due = due_of(database, *budget, began, policy, today);
        if (due.period.last < today) all.push_back(std::move(due));
    }
    return all;
}

std::optional<std::int64_t> return_held(ledger::Database& database,
                                        std::int64_t person,
                                        Date since) {
    ledger::Rows rows = database.select(unused_return, person, since);
    if (!rows.next()) return std::nullopt;
    return rows.integer(0);
}

std::vector<std::int64_t> late_returns(ledger::Database& database, Date today) {
    std::vector<std::int64_t> late;
    ledger::Rows rows = database.select(late_requests, today);
    while (rows.next()) late.push_back(rows.integer(0));
    return late;
}

std::vector<ReturnStanding> returns_of(ledger::Database& database, std::int64_t budget) {
    std::vector<ReturnStanding> all;
    for (ledger::ReturnRequest& each : ledger::return_requests_of(database, budget)) {
        auto steps = ledger::steps_of_return(database, each.id);
        all.push_back({.request = std::move(each), .steps = std::move(steps)});
    }
    return all;
}

}  // namespace almoner::scheduler

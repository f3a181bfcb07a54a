#include "scheduler/review/review_due.h"

#include "ledger/records/agreement.h"
#include "ledger/records/attested_fact.h"
#include "ledger/records/budget.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/review.h"
#include "ledger/records/states.h"
#include "rules/engine/dates.h"
#include "rules/lifecycle/life_cycles.h"
#include "rules/review/review_dates.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/case_facts.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using rules::Regime;

const ledger::Query first_settled{
    "SELECT budget, MIN(entry_on) FROM payment WHERE state = $1 AND agreement <> 0"
    " GROUP BY budget"};

const ledger::Query first_settled_of{
    "SELECT MIN(entry_on) FROM payment WHERE state = $1 AND agreement <> 0 AND budget = $2"};

const ledger::Query overdue{
    "SELECT DISTINCT budget FROM review WHERE due_on < $1 AND NOT EXISTS"
    " (SELECT 1 FROM review_step WHERE review = review.id AND state = $2) ORDER BY budget"};

bool is_direct_payment(ledger::Option option) {
    return option == ledger::Option::direct_payment || option == ledger::Option::managed_account;
}

bool is_held(const std::string& state) {
    const auto named = rules::value_named<rules::ReviewState>(state);
    return named && *named >= rules::ReviewState::decided &&
           *named != rules::ReviewState::further_review;
}

std::map<std::int64_t, std::vector<Regime>> regimes_of(ledger::Database& database, Date today) {
    std::map<std::int64_t, std::vector<Regime>> regimes;
    for (const ledger::PlanLine& each : ledger::plan_lines_on(database, today)) {
        const bool is_over = each.end_on && *each.end_on < today;
        const bool is_own = each.stream == ledger::Stream::person;  // no law asks for its review
        if (is_over || is_own || !is_direct_payment(each.option)) continue;
        std::vector<Regime>& of_budget = regimes[each.budget];
        const Regime regime = regime_of(each.stream);
        if (std::ranges::find(of_budget, regime) == of_budget.end()) of_budget.push_back(regime);
    }
    return regimes;
}

struct Held {
    std::optional<Date> last{};  // the day of the last decision
    std::int64_t open = 0;
};

Held held_of(ledger::Database& database, std::int64_t budget) {
    Held held;
    for (const ledger::Review& each : ledger::reviews_of(database, budget)) {
        if (!is_held(ledger::state_of(database, each.id))) {
            const bool is_statutory = each.kind == "first" || each.kind == "next";
            if (held.open == 0 && is_statutory) held.open = each.id;
            continue;
        }
        for (const ledger::ReviewStep& step : ledger::steps_of(database, each.id)) {
            if (step.state == name_of_value(rules::ReviewState::decided)) {
                held.last = std::max(held.last.value_or(step.on), step.on);
            }
        }
    }
    return held;
}

// SI 2014/1652 reg 11(2)(b): with each review of the EHC plan, whose day is told by 'fact record'.
std::map<std::int64_t, Date> plan_reviews(ledger::Database& database, Date today) {
    constexpr std::array<std::string_view, 1> name{"review.ehc_review_on"};
    std::map<std::int64_t, Date> days;
    for (const auto& each :
         ledger::attested_facts_on(database, ledger::CaseKind::budget, name, today)) {
        if (const auto day = Date::parse(each.value)) days.emplace(each.about.number, *day);
    }
    return days;
}

bool has_begun(const ledger::Agreement& agreement, Date today) {
    return agreement.status != ledger::AgreementStatus::draft && agreement.signed_on &&
           is_direct_payment(agreement.option) && agreement.start_on <= today;
}

struct Standing {
    Date payments_began{};
    std::optional<Date> last{};
    std::optional<Date> with_plan{};  // the EHC plan's own review
};

std::optional<Date> due_on(const std::vector<Regime>& regimes,
                           const Standing& standing,
                           const rules::Policy& policy) {
    std::optional<Date> earliest;
    const auto take = [&](const std::optional<Date>& by) {
        if (by && (!earliest || *by < *earliest)) earliest = by;
    };
    const std::optional<Date>& last = standing.last;
    if (!last) take(rules::first_review_by(regimes, standing.payments_began, policy));
    for (const Regime regime : regimes) {
        if (last) take(rules::next_review_by(regime, *last, policy));
        const bool is_held = last && standing.with_plan && *standing.with_plan <= *last;
        if (regime == Regime::sen && !is_held) take(standing.with_plan);
    }
    return earliest;
}

}  // namespace

std::map<std::int64_t, Date> payments_began(ledger::Database& database, Date today) {
    std::map<std::int64_t, Date> first;
    const auto take = [&](std::int64_t budget, Date day) {
        const auto [at, is_new] = first.try_emplace(budget, day);
        if (!is_new) at->second = std::min(at->second, day);
    };
    for (const ledger::Agreement& each : ledger::agreements_on(database, today)) {
        if (has_begun(each, today)) take(each.budget, each.start_on);
    }
    ledger::Rows rows =
        database.select(first_settled, static_cast<int>(ledger::PaymentState::settled));
    while (rows.next()) {
        const auto known = first.find(rows.integer(0));
        if (known != first.end()) known->second = std::min(known->second, rows.date(1));
    }
    return first;
}

std::optional<Date> payments_began(ledger::Database& database, std::int64_t budget, Date today) {
    std::optional<Date> first;
    for (const ledger::Agreement& each : ledger::agreements_of(database, budget, today)) {
        if (has_begun(each, today)) first = std::min(first.value_or(each.start_on), each.start_on);
    }
    if (!first) return first;
    ledger::Rows rows =
        database.select(first_settled_of, static_cast<int>(ledger::PaymentState::settled), budget);
    if (rows.next() && !rows.is_null(0)) first = std::min(*first, rows.date(0));
    return first;
}

std::vector<ReviewDue> reviews_due(ledger::Database& database, Date today) {
    const rules::Policy policy = policy_in_force(database, today);
    const auto regimes = regimes_of(database, today);
    const auto of_plans = plan_reviews(database, today);
    std::vector<ReviewDue> all;
    for (const auto& [budget, first] : payments_began(database, today)) {
        const auto of_budget = regimes.find(budget);
        const auto known = ledger::budget_numbered(database, budget, today);
        const bool is_over = known && known->end_on && *known->end_on < today;
        if (of_budget == regimes.end() || !known || is_over) continue;
        const Held held = held_of(database, budget);
        Standing standing{.payments_began = first, .last = held.last};
        const auto with_plan = of_plans.find(budget);
        if (with_plan != of_plans.end()) standing.with_plan = with_plan->second;
        const auto by = due_on(of_budget->second, standing, policy);
        if (!by) continue;
        all.push_back({.budget = budget,
                       .budget_ref = known->ref,
                       .kind = held.last ? "next" : "first",
                       .payments_began = first,
                       .last_review = held.last,
                       .due_on = *by,
                       .task_from = rules::days_after(
                           *by, -policy.number(rules::Parameter::review_task_days)),
                       .open_review = held.open});
    }
    std::ranges::stable_sort(all, {}, &ReviewDue::due_on);
    return all;
}

std::optional<Date> last_review(ledger::Database& database, std::int64_t budget) {
    return held_of(database, budget).last;
}

std::vector<std::int64_t> budgets_overdue(ledger::Database& database, Date today) {
    std::vector<std::int64_t> budgets;
    ledger::Rows rows = database.select(overdue, today, name_of_value(rules::ReviewState::decided));
    while (rows.next()) budgets.push_back(rows.integer(0));
    return budgets;
}

}  // namespace almoner::scheduler

#include "scheduler/clock/first_payment_clock.h"

#include "ledger/records/attested_fact.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/payment.h"
#include "ledger/values/invariant.h"
#include "rules/engine/evaluate.h"
#include "scheduler/facts/ask_rules.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace almoner::scheduler {
namespace {

using ledger::Date;

constexpr std::array<std::string_view, 1> request{"account.asked_for_on"};

// Sent is not paid.
const ledger::Query first_settled{
    "SELECT MIN(entry_on) FROM payment WHERE budget = $1 AND state = $2"};

std::optional<Date> first_paid_on(ledger::Database& database, std::int64_t budget) {
    ledger::Rows rows =
        database.select(first_settled, budget, static_cast<int>(ledger::PaymentState::settled));
    if (!rows.next()) return std::nullopt;
    return rows.maybe_date(0);
}

std::optional<FirstPaymentClock> clock_of(ledger::Database& database,
                                          const ledger::AttestedFact& asked,
                                          const rules::Policy& policy,
                                          Date today) {
    const auto day = Date::parse(asked.value);
    const auto budget =
        ledger::budget_numbered(database, asked.about.number, ledger::last_day_of_all);
    if (!day || !budget) throw ledger::InvariantBroken("a request that can't be read");
    const bool is_over = budget->end_on && *budget->end_on < today;
    FirstPaymentClock clock{.budget = budget->number,
                            .budget_ref = budget->ref,
                            .person = budget->person,
                            .asked_for_on = *day,
                            .paid_on = first_paid_on(database, budget->number)};
    clock.due_by = *day + static_cast<int>(policy.number(rules::Parameter::first_payment_days));
    const auto found =
        rules::evaluate(rules::Event::await_payment, facts_of_clock(clock), policy, today);
    clock.is_late = !is_over && std::ranges::any_of(found.findings, [](const auto& each) {
        return each.reason == "first-payment-late";
    });
    return clock;
}

}  // namespace

rules::Facts facts_of_clock(const FirstPaymentClock& clock) {
    rules::Facts facts;
    facts.account.asked_for_on = clock.asked_for_on;
    facts.account.first_payment_made = clock.paid_on.has_value();
    facts.information.decision_recorded = true;
    return facts;
}

std::vector<FirstPaymentClock> first_payment_clocks(ledger::Database& database, Date today) {
    const rules::Policy policy = policy_in_force(database, today);
    std::vector<FirstPaymentClock> clocks;
    const auto asked =
        ledger::attested_facts_on(database, ledger::CaseKind::budget, request, today);
    clocks.reserve(asked.size());
    for (const ledger::AttestedFact& each : asked) {
        if (auto clock = clock_of(database, each, policy, today)) clocks.push_back(*clock);
    }
    std::ranges::stable_sort(clocks, {}, &FirstPaymentClock::asked_for_on);
    return clocks;
}

std::optional<FirstPaymentClock> first_payment_clock_of(ledger::Database& database,
                                                        std::int64_t budget,
                                                        Date today) {
    const rules::Policy policy = policy_in_force(database, today);
    const auto facts =
        ledger::attested_facts_of(database, {ledger::CaseKind::budget, budget}, today);
    const auto asked = std::ranges::find(facts, request[0], &ledger::AttestedFact::name);
    if (asked == facts.end()) return std::nullopt;
    return clock_of(database, *asked, policy, today);
}

}  // namespace almoner::scheduler

#include "scheduler/facts/nightly_facts.h"

#include "ledger/records/agreement.h"
#include "ledger/records/attested_fact.h"
#include "ledger/records/ending.h"
#include "ledger/records/in_force.h"
#include "ledger/records/notice.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/reduction_case.h"
#include "rules/lifecycle/life_cycles.h"
#include "scheduler/facts/attested.h"
#include "scheduler/facts/case_facts.h"
#include "scheduler/facts/fund_facts.h"
#include "scheduler/monitoring/return_facts.h"
#include "scheduler/review/review_due.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace almoner::scheduler {
namespace {

using ledger::Date;

std::vector<ledger::PlanLine> lines_of(ledger::Database& database,
                                       const ledger::Budget& budget,
                                       Date today) {
    auto lines = ledger::plan_lines_of(database, budget.number, today);
    std::erase_if(lines, [&](const ledger::PlanLine& each) {
        return each.stream == ledger::Stream::person || (each.end_on && *each.end_on < today);
    });
    return lines;
}

// Before the first payment there is nothing to review: it counts from today at the earliest.
void take_reviews(ledger::Database& database,
                  const ledger::Budget& budget,
                  Date today,
                  rules::ReviewFacts& facts) {
    const auto began = payments_began(database, today);
    const auto first = began.find(budget.number);
    const auto last = last_review(database, budget.number);
    facts.first_payment_on = first == began.end() ? today : first->second;
    facts.first_review_held = last.has_value();
    if (last) facts.last_review_on = *last;
}

// Of several that are late the one that was asked for first.
void take_late_return(ledger::Database& database,
                      const ledger::Budget& budget,
                      Date today,
                      rules::ReviewFacts& facts) {
    facts.days_return_overdue = 0;
    facts.reminded = facts.help_offered = facts.stop_proposed = false;
    for (const ReturnStanding& each : returns_of(database, budget.number)) {
        if (!each.is_open() || today <= each.request.due_on) continue;
        const rules::Facts late = facts_of_late(database, budget, each, today);
        facts.days_return_overdue = late.review.days_return_overdue;
        facts.reminded = late.review.reminded;
        facts.help_offered = late.review.help_offered;
        return;
    }
}

void take_letters(ledger::Database& database, const ledger::Budget& budget, rules::Facts& facts) {
    facts.surplus.without_case = rules::WithoutCase::none;
    facts.information.delivery = rules::Delivery::sent;
    facts.information.served_again = false;
    facts.information.occasion = rules::LetterOccasion::none;  // made when it comes about
    for (const ledger::Notice& each : ledger::every_notice(database)) {
        if (each.budget != budget.number || !each.issued_on) continue;
        if (each.unsent) facts.information.delivery = rules::Delivery::not_sent;
        if (!each.undelivered) continue;
        facts.information.delivery = rules::Delivery::returned;
        return;
    }
}

constexpr std::array<std::string_view, 3> said_of_a_stop{
    "eligibility.another_consents", "eligibility.consent_withdrawn", "payee.transition_refused"};

// What was said of an agreement counts before what was said of its budget.
void take_consent(ledger::Database& database,
                  const ledger::Budget& budget,
                  Date today,
                  rules::Facts& facts) {
    for (const ledger::Agreement& each : ledger::agreements_of(database, budget.number, today)) {
        auto told =
            ledger::attested_facts_of(database, {ledger::CaseKind::agreement, each.number}, today);
        std::erase_if(told, [](const ledger::AttestedFact& fact) {
            return std::ranges::find(said_of_a_stop, fact.name) == said_of_a_stop.end();
        });
        take_attested(database, told, facts);
    }
    // SI 2013/1617 reg 17(1): of NHS money another representative may consent.
    const bool is_nhs_alone = std::ranges::all_of(facts.lines, [](const rules::LineFacts& line) {
        return line.regime.value == rules::Regime::nhs;
    });
    const bool another = is_nhs_alone && facts.eligibility.another_consents.value == true;
    const bool is_withdrawn = facts.eligibility.consent_withdrawn.value == true && !another;
    facts.stop.is_mandatory = is_withdrawn || facts.payee.transition_refused.value == true;
}

// A direct payment that the law could make stop: in the person's own or a managed account, and not
// of a child's money alone, whose law asks for no consent.
bool is_direct_payment(const ledger::PlanLine& line) {
    return (line.option == ledger::Option::direct_payment ||
            line.option == ledger::Option::managed_account) &&
           line.stream != ledger::Stream::children;
}

bool must_stop(ledger::Database& database, const ledger::Budget& budget, Date today) {
    const auto lines = lines_of(database, budget, today);
    if (std::ranges::none_of(lines, is_direct_payment)) return false;
    rules::Facts facts;
    take_lines(database, lines, today, facts);
    take_attested(
        database,
        ledger::attested_facts_of(database, {ledger::CaseKind::budget, budget.number}, today),
        facts);
    take_consent(database, budget, today, facts);
    return facts.stop.is_mandatory.value == true;
}

bool is_being_stopped(ledger::Database& database, std::int64_t budget) {
    const bool by_case = std::ranges::any_of(
        ledger::cases_of(database, budget), [](const ledger::ReductionCase& each) {
            return each.kind == "stop" && each.state != name_of_value(rules::CaseState::closed);
        });
    return by_case || !ledger::endings_of(database, budget).empty();
}

std::optional<std::int64_t> budget_about(ledger::Database& database, const ledger::CaseRef& about) {
    if (about.kind == ledger::CaseKind::budget) return about.number;
    const auto agreement =
        ledger::agreement_numbered(database, about.number, ledger::last_day_of_all);
    if (!agreement) return std::nullopt;
    return agreement->budget;
}

// Of which something was said that the law makes a direct payment stop for.
std::set<std::int64_t> budgets_said_to_stop(ledger::Database& database, Date today) {
    std::set<std::int64_t> found;
    for (const ledger::CaseKind kind : {ledger::CaseKind::budget, ledger::CaseKind::agreement}) {
        for (const auto& each : ledger::attested_facts_on(database, kind, said_of_a_stop, today)) {
            if (each.value != "yes" || each.name == said_of_a_stop.front()) continue;
            if (const auto budget = budget_about(database, each.about)) found.insert(*budget);
        }
    }
    return found;
}

}  // namespace

std::set<std::int64_t> budgets_to_stop(ledger::Database& database, Date today) {
    std::set<std::int64_t> found = budgets_said_to_stop(database, today);
    std::erase_if(found, [&](std::int64_t each) {
        const auto budget = ledger::budget_numbered(database, each, today);
        return !budget || !must_stop(database, *budget, today) || is_being_stopped(database, each);
    });
    return found;
}

rules::Facts facts_of_the_night(ledger::Database& database,
                                const ledger::Budget& budget,
                                const SurplusWorkings& workings,
                                Date today) {
    rules::Facts facts;
    facts.eligibility.consent_withdrawn = false;
    facts.eligibility.another_consents = false;
    facts.third_party.kind = rules::ThirdPartyKind::other;
    take_lines(database, lines_of(database, budget, today), today, facts);
    take_attested(
        database,
        ledger::attested_facts_of(database, {ledger::CaseKind::budget, budget.number}, today),
        facts);
    take_consent(database, budget, today, facts);
    take_surplus(workings, facts.surplus);
    take_fund(fund_kept(database, budget.number, today), facts.third_party);
    take_reviews(database, budget, today, facts.review);
    take_late_return(database, budget, today, facts.review);
    take_letters(database, budget, facts);
    facts.information.decision_recorded = true;  // the command's own journal row
    return facts;
}

}  // namespace almoner::scheduler

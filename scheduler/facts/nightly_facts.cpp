#include "scheduler/facts/nightly_facts.h"

#include "ledger/records/attested_fact.h"
#include "ledger/records/in_force.h"
#include "ledger/records/notice.h"
#include "ledger/records/plan_line.h"
#include "scheduler/facts/attested.h"
#include "scheduler/facts/case_facts.h"
#include "scheduler/facts/fund_facts.h"
#include "scheduler/monitoring/return_facts.h"
#include "scheduler/review/review_due.h"

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

}  // namespace

rules::Facts facts_of_the_night(ledger::Database& database,
                                const ledger::Budget& budget,
                                const SurplusWorkings& workings,
                                Date today) {
    rules::Facts facts;
    facts.eligibility.consent_withdrawn = false;
    facts.eligibility.another_consents = false;
    facts.stop.is_mandatory = false;  // a case or an ending says so with its ground
    facts.third_party.kind = rules::ThirdPartyKind::other;
    take_lines(database, lines_of(database, budget, today), today, facts);
    take_attested(
        database,
        ledger::attested_facts_of(database, {ledger::CaseKind::budget, budget.number}, today),
        facts);
    take_surplus(workings, facts.surplus);
    take_fund(fund_kept(database, budget.number, today), facts.third_party);
    take_reviews(database, budget, today, facts.review);
    take_late_return(database, budget, today, facts.review);
    take_letters(database, budget, facts);
    facts.information.decision_recorded = true;  // the command's own journal row
    return facts;
}

}  // namespace almoner::scheduler

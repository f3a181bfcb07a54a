#include "scheduler/facts/nightly_facts.h"

#include "ledger/records/agreement.h"
#include "ledger/records/attested_fact.h"
#include "ledger/records/ending.h"
#include "ledger/records/in_force.h"
#include "ledger/records/notice.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/reduction_case.h"
#include "rules/lifecycle/life_cycles.h"
#include "scheduler/ending/ending_standing.h"
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
                  std::int64_t budget,
                  Date first_payment_on,
                  rules::ReviewFacts& facts) {
    const auto last = last_review(database, budget);
    facts.first_payment_on = first_payment_on;
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

void take_letters(rules::Delivery delivery, rules::Facts& facts) {
    facts.surplus.without_case = rules::WithoutCase::none;
    facts.information.delivery = delivery;
    facts.information.served_again = false;
    facts.information.occasion = rules::LetterOccasion::none;  // made when it comes about
}

// A letter that came back is worse than one that nobody sent yet; what was withdrawn needs neither.
std::map<std::int64_t, rules::Delivery> deliveries(const std::vector<ledger::Notice>& notices) {
    std::map<std::int64_t, rules::Delivery> worst;
    for (const ledger::Notice& each : notices) {
        if (!each.issued_on || each.state == name_of_value(rules::NoticeState::withdrawn)) continue;
        if (each.undelivered) {
            worst[each.budget] = rules::Delivery::returned;
        } else if (each.unsent) {
            worst.try_emplace(each.budget, rules::Delivery::not_sent);
        }
    }
    return worst;
}

template <class T>
T known_or(const std::map<std::int64_t, T>& all, std::int64_t budget, T otherwise) {
    const auto found = all.find(budget);
    return found == all.end() ? otherwise : found->second;
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

// From when on the agreement that pays the line now does.
Date paid_since(const std::vector<ledger::Agreement>& agreements, const ledger::PlanLine& line) {
    Date since = line.start_on;
    for (const ledger::Agreement& each : agreements) {
        const bool pays_it =
            each.option == line.option && each.status != ledger::AgreementStatus::draft;
        if (pays_it) since = std::max(since, each.start_on);
    }
    return since;
}

// An ending before this agreement began was of another one; one of a part is of its line alone.
bool ends(ledger::Database& database,
          const ledger::Ending& ending,
          const ledger::PlanLine& line,
          Date since) {
    if (ending.state != "open" && ending.last_on < since) return false;
    if (!is_of_part(database, ending)) return true;
    const auto stopped = stop_that_opened(database, ending);
    return stopped && stopped->plan_line == line.number;
}

bool stops(ledger::Database& database,
           const ledger::ReductionCase& each,
           const ledger::PlanLine& line) {
    if (each.kind != "stop" || each.state == name_of_value(rules::CaseState::closed)) return false;
    const auto decision = ledger::decision_of_case(database, each.id);
    return !decision || decision->plan_line == line.number;
}

// Every direct payment that goes on has a case that stops it, or an ending.
bool is_being_stopped(ledger::Database& database, const ledger::Budget& budget, Date today) {
    const auto cases = ledger::cases_of(database, budget.number);
    const auto endings = ledger::endings_of(database, budget.number);
    const auto agreements = ledger::agreements_of(database, budget.number, today);
    return std::ranges::all_of(
        lines_of(database, budget, today), [&](const ledger::PlanLine& line) {
            if (!is_direct_payment(line)) return true;
            const bool by_case = std::ranges::any_of(
                cases, [&](const auto& each) { return stops(database, each, line); });
            const Date since = paid_since(agreements, line);
            return by_case || std::ranges::any_of(endings, [&](const auto& each) {
                       return ends(database, each, line, since);
                   });
        });
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
        return !budget || !must_stop(database, *budget, today) ||
               is_being_stopped(database, *budget, today);
    });
    return found;
}

NightBook::NightBook(ledger::Database& database, Date today)
    : database_(database),
      today_(today),
      began_(payments_began(database, today)),
      delivered_(deliveries(ledger::every_notice(database))) {}

NightBook::NightBook(ledger::Database& database, Date today, std::int64_t budget)
    : database_(database),
      today_(today),
      delivered_(deliveries(ledger::notices_of(database, budget))) {
    if (const auto began = payments_began(database, budget, today)) began_.emplace(budget, *began);
}

rules::Facts NightBook::facts_of(const ledger::Budget& budget,
                                 const SurplusWorkings& workings) const {
    rules::Facts facts;
    facts.eligibility.consent_withdrawn = false;
    facts.eligibility.another_consents = false;
    facts.third_party.kind = rules::ThirdPartyKind::other;
    take_lines(database_, lines_of(database_, budget, today_), today_, facts);
    take_attested(
        database_,
        ledger::attested_facts_of(database_, {ledger::CaseKind::budget, budget.number}, today_),
        facts);
    take_consent(database_, budget, today_, facts);
    take_surplus(workings, facts.surplus);
    take_fund(fund_kept(database_, budget.number, today_), facts.third_party);
    take_reviews(database_, budget.number, known_or(began_, budget.number, today_), facts.review);
    take_late_return(database_, budget, today_, facts.review);
    take_letters(known_or(delivered_, budget.number, rules::Delivery::sent), facts);
    facts.information.decision_recorded = true;  // the command's own journal row
    return facts;
}

}  // namespace almoner::scheduler

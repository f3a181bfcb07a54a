#include "scheduler/facts/decision_facts.h"

#include "ledger/records/agreement.h"
#include "ledger/records/attested_fact.h"
#include "ledger/records/ending.h"
#include "ledger/records/in_force.h"
#include "ledger/values/invariant.h"
#include "rules/stop/liabilities.h"
#include "scheduler/commands/proposal_worth.h"
#include "scheduler/ending/ending_standing.h"
#include "scheduler/facts/attested.h"
#include "scheduler/facts/case_facts.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::CaseKind;
using ledger::Date;

// A case is about one plan line: its funder's own money, found under its own law.
void take_funder(const ledger::PlanLine& line, rules::Facts& facts) {
    using rules::Funder;
    using rules::Purpose;
    facts.third_party.found_per_funder = true;
    switch (line.stream) {
        case ledger::Stream::nhs:
            facts.third_party.paid_by = Funder::nhs;
            facts.third_party.purpose = Purpose::nhs_line;
            return;
        case ledger::Stream::social_care:
            facts.third_party.paid_by = Funder::social_care;
            facts.third_party.purpose = Purpose::social_care_line;
            return;
        case ledger::Stream::education:
            facts.third_party.paid_by = Funder::education;
            facts.third_party.purpose = Purpose::education_line;
            return;
        case ledger::Stream::children:
            facts.third_party.paid_by = Funder::children;
            facts.third_party.purpose = Purpose::children_line;
            return;
        case ledger::Stream::person:
        case ledger::Stream::unassigned: break;
    }
    throw ledger::InvariantBroken("a case about money of no funder");
}

// What was said of the budget, then of the agreements that pay the line.
void take_told(ledger::Database& database,
               const CaseStanding& standing,
               Date on,
               rules::Facts& facts) {
    take_attested(
        database,
        ledger::attested_facts_of(database, {CaseKind::budget, standing.budget.number}, on),
        facts);
    for (const ledger::Agreement& each :
         ledger::agreements_of(database, standing.budget.number, on)) {
        if (!standing.line || each.option != standing.line->option) continue;
        take_attested(database,
                      ledger::attested_facts_of(database, {CaseKind::agreement, each.number}, on),
                      facts);
    }
}

void take_notice(const CaseStanding& standing, rules::Facts& facts) {
    const std::optional<ledger::Notice>& notice = standing.notice;
    const bool is_issued = notice && notice->issued_on;
    facts.surplus.notice_written = is_issued;
    facts.surplus.notice_has_reasons = notice && !notice->reasons.empty();
    // It is issued to all who must get it, each in their own format, or not at all.
    facts.surplus.notice_to_all = is_issued && !notice->unsent && !notice->undelivered;
    facts.information.delivery = !is_issued || notice->unsent ? rules::Delivery::not_sent
                                 : notice->undelivered        ? rules::Delivery::returned
                                                              : rules::Delivery::sent;
    facts.information.served_again = false;
    facts.surplus.reconsideration_asked = facts.reclaim.reconsideration_asked =
        notice && notice->was_challenged;
    const bool is_answered = notice && notice->was_challenged && !standing.waits;
    facts.surplus.reconsideration_answered = facts.surplus.reconsidered_once =
        facts.reclaim.reconsidered_once = is_answered;
    if (is_issued) {
        facts.surplus.notice_issued_on = facts.reclaim.notice_issued_on = *notice->issued_on;
        facts.reclaim.days_to_repay = notice->days;
    }
}

void take_consultation(ledger::Database& database,
                       const CaseStanding& standing,
                       rules::Facts& facts) {
    if (!standing.consulted) return;
    facts.surplus.consulting_inappropriate = !standing.consulted->evidence.has_value();
    facts.surplus.consulted = proof_of(database, standing.consulted->evidence);
    facts.surplus.consulted_on = standing.consulted->on;
}

rules::Facts shared_facts(ledger::Database& database, const CaseStanding& standing, Date on) {
    rules::Facts facts;
    if (standing.line) take_line(database, *standing.line, on, facts);
    take_told(database, standing, on, facts);
    if (standing.line) take_funder(*standing.line, facts);
    facts.surplus.review_closed =
        standing.review_state == name_of_value(rules::ReviewState::closed);
    facts.surplus.review_names_it = standing.review_outcome == outcome_for(standing.opened.kind);
    facts.account.contingency = standing.budget.contingency;
    facts.account.contingency_counted_as_surplus = false;
    facts.account.weekly_budget = a_week_of(worth_in_a_year(database, standing.budget, on));
    facts.information.decision_recorded = true;  // the command's own journal row
    take_notice(standing, facts);
    take_consultation(database, standing, facts);
    return facts;
}

}  // namespace

rules::Facts facts_to_reduce(ledger::Database& database,
                             const CaseStanding& standing,
                             Date effect_on,
                             Date on) {
    rules::Facts facts = shared_facts(database, standing, on);
    facts.surplus.effect_on = effect_on;
    facts.surplus.without_case = rules::WithoutCase::none;
    facts.lines.front().new_amount = standing.decision->amount;
    return facts;
}

rules::Facts facts_to_offset(ledger::Database& database,
                             const CaseStanding& standing,
                             const OffsetInPeriod& period,
                             Date on) {
    rules::Facts facts = shared_facts(database, standing, on);
    facts.surplus.effect_on = on;
    facts.surplus.due_in_period = period.due;
    facts.surplus.offset_in_period = period.amount;
    facts.surplus.offset_left = period.left;
    // What is due for a period is what its planned care costs, less the person's own share.
    facts.surplus.planned_cost_to_next = period.due;
    const ledger::PlanLine& line = *standing.line;
    const FreeBounds free =
        period.free
            ? *period.free
            : free_bounds(
                  database, standing, line.stream, static_cast<std::int32_t>(line.body), on);
    facts.surplus.free_balance.value.reset();
    if (const auto least = free.least_for(period.amount)) facts.surplus.free_balance = *least;
    // A figure of the whole budget is found per funder where there is one funder alone.
    facts.third_party.found_per_funder =
        free.knows_spending || has_one_funder(database, standing.budget.number, on);
    return facts;
}

rules::Facts facts_to_reclaim(ledger::Database& database, const CaseStanding& standing, Date on) {
    rules::Facts facts = shared_facts(database, standing, on);
    const ledger::CaseDecision& decision = *standing.decision;
    facts.reclaim.ground =
        rules::value_named<rules::Ground>(decision.ground).value_or(rules::Ground::none);
    facts.reclaim.amount = decision.amount;
    facts.reclaim.weekly_amount = a_week_of(worth_in_a_year(*standing.line));
    // Once it is in the books what was spent, nobody's figure of what is unused counts beside
    // theirs: of this funder's own money, less the contingency and all else that is not free
    // (EMG-02, FND-04). What was not spent on agreed provision is more: also what went elsewhere.
    const ledger::PlanLine& line = *standing.line;
    const FreeBounds bounds =
        free_bounds(database, standing, line.stream, static_cast<std::int32_t>(line.body), on);
    if (bounds.knows_spending) {
        facts.reclaim.unused = std::max(bounds.in_books.amount, ledger::Money{});
    }
    // Reviewed because of a breach, and closed with a reclaim: the breach is on record.
    facts.reclaim.breach_recorded = facts.reclaim.breach_reviewed =
        standing.review.kind == "breach" && is_review_closed(standing);
    facts.reclaim.collects_from_account = false;  // the holder repays; nothing is taken
    return facts;
}

rules::Facts facts_to_stop(ledger::Database& database,
                           const CaseStanding& standing,
                           Date effect_on,
                           Date on) {
    rules::Facts facts = shared_facts(database, standing, on);
    const ledger::CaseDecision& decision = *standing.decision;
    rules::StopFacts& known = facts.stop;
    known.ground =
        rules::value_named<rules::StopGround>(decision.ground).value_or(rules::StopGround::none);
    const auto ground = known.ground.value;
    known.is_mandatory = ground && rules::is_mandatory(*ground);
    // The ground says whether the consent was withdrawn, where nobody else did.
    auto& withdrawn = facts.eligibility.consent_withdrawn;
    const bool is_ground = ground == rules::StopGround::consent_withdrawn;
    if (is_ground || !withdrawn.value) withdrawn = is_ground;
    // Nothing is found to be owed before its ending is opened, which is done with the stop itself;
    // the ending asks again before it is closed. What is owed on lines that stopped before is asked
    // about by theirs.
    known.liabilities_moved = std::ranges::all_of(
        ledger::endings_of(database, standing.budget.number), [&](const ledger::Ending& each) {
            return is_of_part(database, each) ||
                   are_liabilities_moved(standing_of_ending(database, each));
        });
    // A plan mostly states one period for both.
    if (!known.plan_notice_days.value) known.plan_notice_days = facts.surplus.plan_notice_days;
    known.by_holder = false;  // a case is the body's own decision
    known.stop_on = effect_on;
    known.signed_off = decision.approved_by != decision.proposed_by;
    known.notice_written = facts.surplus.notice_written;
    known.notice_issued_on = facts.surplus.notice_issued_on;
    known.reconsideration_asked = facts.surplus.reconsideration_asked;
    known.reconsidered_once = facts.surplus.reconsidered_once;
    return facts;
}

rules::Facts facts_to_suspend(ledger::Database& database, const CaseStanding& standing, Date on) {
    rules::Facts facts = shared_facts(database, standing, on);
    facts.stop.suspension_has_reason = !standing.decision->workings.empty();
    facts.stop.suspension_notified = standing.notice && standing.notice->issued_on;
    facts.stop.suspended_days = 0;  // it begins today
    return facts;
}

}  // namespace almoner::scheduler

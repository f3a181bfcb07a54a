#include "scheduler/ending/ending_facts.h"

#include "ledger/records/agreement.h"
#include "ledger/records/attested_fact.h"
#include "ledger/records/in_force.h"
#include "ledger/records/notice.h"
#include "ledger/records/person.h"
#include "ledger/records/representative.h"
#include "rules/stop/liabilities.h"
#include "scheduler/ending/final_account.h"
#include "scheduler/facts/attested.h"
#include "scheduler/facts/case_facts.h"
#include "scheduler/reduction/case_standing.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::CaseKind;
using ledger::Date;
using ledger::Ending;
using ledger::last_day_of_all;

void take_told(ledger::Database& database, std::int64_t budget, Date on, rules::Facts& facts) {
    take_attested(
        database, ledger::attested_facts_of(database, {CaseKind::budget, budget}, on), facts);
    for (const ledger::Agreement& each : ledger::agreements_of(database, budget, on)) {
        take_attested(database,
                      ledger::attested_facts_of(database, {CaseKind::agreement, each.number}, on),
                      facts);
    }
}

// Of notices of a stop the last one that was issued and not taken back; of a case's its own.
void take_notice(ledger::Database& database, const Ending& ending, rules::Facts& all) {
    rules::StopFacts& facts = all.stop;
    facts.notice_written = false;
    all.information.delivery = rules::Delivery::not_sent;
    all.information.served_again = false;
    const auto stop = stop_that_opened(database, ending);
    const std::string of_case = stop ? ledger::case_number(stop->reduction_case) : std::string{};
    for (const ledger::Notice& each : ledger::notices_of(database, ending.budget)) {
        const bool counts = each.kind == "stop" && each.state != "withdrawn" && each.issued_on;
        if (!counts || (stop && each.case_number != of_case)) continue;
        facts.notice_written = !each.reasons.empty();
        facts.notice_issued_on = *each.issued_on;
        all.information.delivery = each.unsent        ? rules::Delivery::not_sent
                                   : each.undelivered ? rules::Delivery::returned
                                                      : rules::Delivery::sent;
    }
}

// Whoever leaves by themselves has decided it.
void take_consultation(ledger::Database& database, const Ending& ending, rules::Facts& facts) {
    facts.surplus.consulting_inappropriate =
        facts.stop.by_holder.value == true || (!ending.consulted && !ending.words.empty());
    facts.surplus.consulted = proof_of(database, ending.consulted);
    if (ending.consulted_on) facts.surplus.consulted_on = *ending.consulted_on;
}

void take_stop(ledger::Database& database, const EndingStanding& standing, rules::Facts& all) {
    const Ending& ending = standing.opened;
    rules::StopFacts& facts = all.stop;
    const rules::StopGround ground = ground_of(ending);
    facts.ground = ground;
    facts.is_mandatory = rules::is_mandatory(ground);
    // The ground says whether the consent was withdrawn, where nobody else did.
    auto& withdrawn = all.eligibility.consent_withdrawn;
    const bool is_ground = ground == rules::StopGround::consent_withdrawn;
    if (is_ground || !withdrawn.value) withdrawn = is_ground;
    facts.by_holder = ground == rules::StopGround::holder_exit;
    facts.stop_on = ending.last_on + 1;
    take_notice(database, ending, all);
    take_consultation(database, ending, all);
    facts.liabilities_moved = are_liabilities_moved(standing);
    // A plan mostly states one period for both.
    if (!facts.plan_notice_days.value) facts.plan_notice_days = all.surplus.plan_notice_days;
}

// A case that was withdrawn before it took effect is none.
bool has_reclaim_case(ledger::Database& database, std::int64_t budget, Date on, bool took_effect) {
    return std::ranges::any_of(
        ledger::cases_of(database, budget), [&](const ledger::ReductionCase& each) {
            if (each.kind != "reclaim") return false;
            if (standing_of(database, each, on).took_effect) return true;
            return !took_effect && each.state != name_of_value(rules::CaseState::closed);
        });
}

void take_death(ledger::Database& database,
                const EndingStanding& standing,
                Date on,
                rules::StopFacts& facts) {
    const std::int64_t number = standing.budget.person;
    const auto person = ledger::person_numbered(database, number, last_day_of_all);
    // Every release is held from that day on (ELI, RELEASE).
    facts.schedule_frozen = person && person->died_on.has_value();
    facts.to_personal_representatives = std::ranges::any_of(
        ledger::representatives_of(database, number, on), [&](const auto& each) {
            return each.start_on <= on && (!each.end_on || on <= *each.end_on);
        });
    facts.debts_settled_first = standing.unanswered.empty() && standing.unmet().is_zero();
    const FinalAccount account = final_account(database, standing.budget, on);
    facts.reclaim_case_open = account.left_to_decide().is_zero() ||
                              has_reclaim_case(database, standing.budget.number, on, false);
}

void take_move(ledger::Database& database,
               const EndingStanding& standing,
               Date on,
               rules::StopFacts& facts) {
    facts.old_authority_ends_on = standing.opened.last_on;
    facts.split_by_funder = final_account(database, standing.budget, on).ties();
    facts.reclaims_at_move = has_reclaim_case(database, standing.budget.number, on, true);
    facts.reclaim_rules_met = true;  // none takes effect by another way than its case
}

}  // namespace

rules::Event event_of(const Ending& ending) {
    if (ending.because == "death") return rules::Event::death;
    return ending.because == "move" ? rules::Event::move : rules::Event::stop;
}

rules::Facts facts_of_ending(ledger::Database& database, const EndingStanding& standing, Date on) {
    const Ending& ending = standing.opened;
    std::vector<ledger::PlanLine> lines;
    const bool is_part = is_of_part(database, ending);
    for (const ledger::PlanLine& last :
         ledger::plan_lines_of(database, ending.budget, last_day_of_all)) {
        const bool goes_on = !last.end_on || *last.end_on > ending.last_on;
        if (is_part && goes_on) continue;
        lines.push_back(
            ledger::plan_line_numbered(database, last.number, ending.last_on).value_or(last));
    }
    rules::Facts facts;
    take_lines(database, lines, on, facts);
    take_told(database, ending.budget, on, facts);
    facts.information.decision_recorded = true;  // the command's own journal row
    if (ending.because == "stop") take_stop(database, standing, facts);
    if (ending.because == "death") take_death(database, standing, on, facts.stop);
    if (ending.because == "move") take_move(database, standing, on, facts.stop);
    return facts;
}

}  // namespace almoner::scheduler

#include "scheduler/notice/notice_term.h"

#include "ledger/calendar/working_days.h"
#include "ledger/records/attested_fact.h"
#include "ledger/records/in_force.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/reduction_case.h"
#include "rules/engine/dates.h"
#include "rules/engine/evaluate.h"
#include "rules/lifecycle/challenge.h"
#include "scheduler/commands/init.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/attested.h"
#include "scheduler/facts/case_facts.h"
#include "scheduler/jobs/loaded_holidays.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Notice;
using rules::Event;
using rules::Parameter;

// Of a case that two people decided: what it stops by, and that another person signed it off.
void take_decision(ledger::Database& database, const Notice& notice, rules::StopFacts& stop) {
    const auto opened = ledger::find_case(database, notice.case_number);
    if (!opened || opened->kind != "stop") return;
    const auto decision = ledger::decision_of_case(database, opened->id);
    if (!decision) return;
    if (const auto ground = rules::value_named<rules::StopGround>(decision->ground)) {
        stop.ground = *ground;
    }
    stop.signed_off = decision->approved_by != decision->proposed_by;
}

// As if it took effect on the day of issue: what the rules then want is its notice.
rules::Facts facts_at_issue(ledger::Database& database, const Notice& notice, Date issued_on) {
    rules::Facts facts;
    for (const rules::Regime each : regimes_of(database, notice.budget, issued_on)) {
        facts.lines.push_back({.ref = {}, .regime = each});
    }
    take_attested(
        database,
        ledger::attested_facts_of(database, {ledger::CaseKind::budget, notice.budget}, issued_on),
        facts);
    facts.surplus.notice_written = facts.stop.notice_written = true;
    facts.surplus.notice_issued_on = facts.stop.notice_issued_on = issued_on;
    facts.surplus.effect_on = facts.stop.stop_on = issued_on;
    take_decision(database, notice, facts.stop);
    // What was not said of a stop is taken as what asks for notice.
    if (!facts.stop.ground.value) facts.stop.ground = rules::StopGround::no_longer_suitable;
    if (!facts.stop.by_holder.value) facts.stop.by_holder = false;
    if (!facts.stop.signed_off.value) facts.stop.signed_off = false;
    const auto& said = facts.surplus.plan_notice_days.value;
    if (!said) facts.surplus.plan_notice_days = facts.stop.plan_notice_days.value.value_or(0);
    if (!facts.stop.plan_notice_days.value) facts.stop.plan_notice_days = *said;
    return facts;
}

std::optional<Event> event_of(const Notice& notice) {
    for (const std::string_view kind : {"reduction", "transfer", "decision"}) {
        if (notice.kind == kind) return Event::reduce;
    }
    if (notice.kind == "offset") return Event::offset;
    if (notice.kind == "stop") return Event::stop;
    return std::nullopt;
}

// Constructed: so many working days after it was sent a letter is taken to have come.
Date taken_to_have_come(ledger::Database& database, Date sent_on) {
    std::int32_t days = 2;
    const auto settings = area_settings(database);
    if (const auto set = settings.find("notice.service-days"); set != settings.end()) {
        days = std::stoi(set->second);
    }
    return ledger::add_working_days(
        sent_on, days, loaded_holidays(database).value_or(ledger::BankHolidays{}));
}

std::int64_t days_asked_for(ledger::Database& database, const Notice& notice, Date issued_on) {
    if (!ledger::is_deciding(notice.kind)) return 0;
    const rules::Policy policy = policy_in_force(database, issued_on);
    const rules::Facts facts = facts_at_issue(database, notice, issued_on);
    const std::int64_t plan = *facts.surplus.plan_notice_days.value;
    if (notice.kind == "reclaim") {
        return std::max(plan, policy.number(Parameter::reclaim_days_to_repay));
    }
    const auto event = event_of(notice);
    if (!event) return 0;  // a suspension is a hold: told, and at most so long (STP-06)
    return rules::evaluate(*event, facts, policy, issued_on).notice_days().value_or(0);
}

}  // namespace

NoticeTerm notice_term(ledger::Database& database, const Notice& notice, Date sent_on) {
    const std::int64_t days = days_asked_for(database, notice, sent_on);
    const Date counts_from = days == 0 ? sent_on : taken_to_have_come(database, sent_on);
    const Date runs_until = rules::days_after(counts_from, days);
    return {.days = days,
            .counts_from = counts_from,
            .matures_on = std::max(runs_until, notice.effect_on.value_or(runs_until))};
}

std::vector<rules::Regime> regimes_of(ledger::Database& database, std::int64_t budget, Date on) {
    std::vector<rules::Regime> current;
    std::vector<rules::Regime> all;
    for (const auto& each : ledger::plan_lines_of(database, budget, ledger::last_day_of_all)) {
        if (each.stream == ledger::Stream::person) continue;
        const rules::Regime regime = regime_of(each.stream);
        all.push_back(regime);
        if (!each.end_on || on <= *each.end_on) current.push_back(regime);
    }
    return current.empty() ? all : current;
}

bool waits_for_answer(ledger::Database& database, const Notice& notice, Date on) {
    return rules::holds_meanwhile(
        notice.kind, regimes_of(database, notice.budget, on), policy_in_force(database, on));
}

}  // namespace almoner::scheduler

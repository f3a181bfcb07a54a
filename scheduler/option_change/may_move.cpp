#include "scheduler/option_change/may_move.h"

#include "ledger/records/agreement.h"
#include "ledger/records/attested_fact.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/plan_line.h"
#include "ledger/values/invariant.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/attested.h"
#include "scheduler/facts/case_facts.h"
#include "scheduler/facts/fund_facts.h"
#include "scheduler/option_change/hand_over.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::Agreement;
using ledger::CaseKind;
using ledger::Date;
using ledger::Money;
using ledger::Outcome;
using rules::ThirdPartyKind;

// Those that pay, or paid, under the option; the last of them says who has the money.
std::vector<Agreement> agreements_under(ledger::Database& database, const MoneyToLeave& money) {
    auto all = ledger::agreements_of(database, money.budget, ledger::last_day_of_all);
    std::erase_if(all, [&](const Agreement& each) {
        return each.option != money.option || each.status == ledger::AgreementStatus::draft;
    });
    return all;
}

// Also of lines that have ended: what was paid for them is there.
void take_lines_under(ledger::Database& database, const MoneyToLeave& money, rules::Facts& facts) {
    for (const ledger::PlanLine& each :
         ledger::plan_lines_of(database, money.budget, ledger::last_day_of_all)) {
        if (each.option != money.option || each.stream == ledger::Stream::person) continue;
        facts.lines.push_back(
            {.ref = each.ref, .regime = regime_of(each.stream), .option = way_of(each.option)});
    }
}

}  // namespace

rules::Facts facts_to_move(ledger::Work& work, const MoneyToLeave& money, Date on) {
    work.books().fold();  // what is held is read from the tables
    ledger::Database& database = work.database();
    rules::Facts facts;
    take_lines_under(database, money, facts);
    take_attested(
        database, ledger::attested_facts_of(database, {CaseKind::budget, money.budget}, on), facts);
    rules::ThirdPartyFacts& fund = facts.third_party;
    fund.kind = ThirdPartyKind::other;
    for (const Agreement& each : agreements_under(database, money)) {
        take_attested(database,
                      ledger::attested_facts_of(database, {CaseKind::agreement, each.number}, on),
                      facts);
        fund.kind = kind_of_fund(database, each, on);
    }
    const UnderOption there =
        under_option(work, static_cast<std::int32_t>(money.budget), money.option);
    const Money owed = there.held - there.free;
    fund.held = there.held;
    fund.committed = std::max(fund.committed.value.value_or(Money{}), owed);
    fund.moved = money.moved.value_or(there.held - *fund.committed.value);
    facts.information.decision_recorded = true;  // the command's own journal row
    return facts;
}

Outcome<std::optional<Date>> may_move(Asked& asked,
                                      const MoneyToLeave& money,
                                      Date from,
                                      const std::string& field) {
    ledger::Database& database = asked.work.database();
    const Date today = asked.work.today();
    const auto budget = ledger::budget_numbered(database, money.budget, ledger::last_day_of_all);
    if (!budget) throw ledger::InvariantBroken("an option of a budget that is not there");
    const rules::Facts facts = facts_to_move(asked.work, money, today);
    const Outcome<ledger::Done> allowed = ask_rules(asked,
                                                    {.event = rules::Event::change_option,
                                                     .about = {CaseKind::budget, money.budget},
                                                     .person = budget->person,
                                                     .on = today,
                                                     .field = field},
                                                    facts);
    if (!allowed.accepted()) return allowed.refusal();
    if (facts.third_party.kind.value != ThirdPartyKind::service_fund) return std::optional<Date>{};
    const std::int64_t days =
        policy_in_force(database, today).number(rules::Parameter::service_fund_portability_days);
    return std::optional(from + static_cast<std::int32_t>(days));
}

}  // namespace almoner::scheduler

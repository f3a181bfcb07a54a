#include "scheduler/facts/begins.h"

#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/values/invariant.h"
#include "scheduler/commands/budget_answer.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/case_facts.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::Agreement;
using ledger::AgreementStatus;
using ledger::Date;
using ledger::Done;
using ledger::last_day_of_all;
using ledger::Outcome;
using ledger::PlanLine;
using ledger::Representative;

std::int64_t person_of(ledger::Database& database, std::int64_t number) {
    const auto budget = ledger::budget_numbered(database, number, last_day_of_all);
    if (!budget) throw ledger::InvariantBroken("a plan of a budget that is not there");
    return budget->person;
}

// A one-off agreement pays one-off sums alone; any other may pay both.
bool would_pay(const Agreement& agreement, const PlanLine& line) {
    const bool is_over = agreement.end_on && *agreement.end_on < line.start_on;
    const bool fits = agreement.frequency != ledger::Frequency::one_off ||
                      line.frequency == ledger::PlanFrequency::one_off;
    return agreement.option == line.option && pays(agreement) && fits && !is_over;
}

std::vector<Agreement> agreements_paying(ledger::Database& database, const LineToBegin& wanted) {
    if (wanted.with) return {*wanted.with};
    return ledger::agreements_of(database, wanted.line.budget, last_day_of_all);
}

// What is about to be made has no number yet.
ledger::CaseRef about(const Agreement& agreement) {
    if (agreement.number == 0) return {ledger::CaseKind::budget, agreement.budget};
    return {ledger::CaseKind::agreement, agreement.number};
}

}  // namespace

bool is_direct_payment(ledger::Option option) {
    return option == ledger::Option::direct_payment || option == ledger::Option::managed_account;
}

bool pays(const Agreement& agreement) {
    return agreement.status == AgreementStatus::active || agreement.status == AgreementStatus::held;
}

Outcome<Done> may_begin(Asked& asked, const LineToBegin& wanted) {
    ledger::Database& database = asked.work.database();
    const PlanLine& line = wanted.line;
    for (const Agreement& each : agreements_paying(database, wanted)) {
        if (!would_pay(each, line)) continue;
        const Outcome<Done> offered =
            stream_was_not_refused(asked, line.budget, name_of(line.stream), wanted.field);
        if (!offered.accepted()) return offered.refusal();
        const Date on = std::max(activation_day(each, asked.work.today()), line.start_on);
        const Outcome<Done> allowed =
            ask_rules(asked,
                      {.event = rules::Event::activate,
                       .about = about(each),
                       .person = person_of(database, line.budget),
                       .on = on,
                       .field = wanted.field},
                      facts_to_begin(database, each, line, wanted.told, on));
        if (!allowed.accepted()) return allowed.refusal();
    }
    return Done{};
}

Outcome<Done> may_take_over(Asked& asked,
                            const Acting& next,
                            const std::vector<Agreement>& agreements,
                            const std::string& field) {
    for (const Agreement& each : agreements) {
        const Date on = std::max(activation_day(each, asked.work.today()), next.who.start_on);
        const bool is_over =
            (next.who.end_on && *next.who.end_on < on) || (each.end_on && *each.end_on < on);
        if (!is_direct_payment(each.option) || !pays(each) || is_over) continue;
        const Outcome<Done> allowed =
            ask_rules(asked,
                      {.event = rules::Event::change_payee,
                       .about = about(each),
                       .person = next.who.person,
                       .on = on,
                       .field = field},
                      facts_to_take_over(asked.work.database(), each, next, on));
        if (!allowed.accepted()) return allowed.refusal();
    }
    return Done{};
}

Outcome<Done> those_who_follow_may(Asked& asked, const Agreement& agreement, Date on) {
    if (agreement.payee != "representative") return Done{};
    ledger::Database& database = asked.work.database();
    const std::int64_t person = person_of(database, agreement.budget);
    for (const Representative& each :
         ledger::representatives_of(database, person, last_day_of_all)) {
        if (each.start_on <= on) continue;
        const Acting next{
            .who = each, .appointed = ledger::appointment_on(database, each.number, each.start_on)};
        const Outcome<Done> allowed = may_take_over(asked, next, {agreement}, "agreement");
        if (!allowed.accepted()) return allowed.refusal();
    }
    return Done{};
}

}  // namespace almoner::scheduler

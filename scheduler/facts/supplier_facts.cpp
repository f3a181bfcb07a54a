#include "scheduler/facts/supplier_facts.h"

#include "ledger/records/agreement.h"
#include "ledger/records/attested_fact.h"
#include "ledger/values/invariant.h"
#include "scheduler/facts/attested.h"
#include "scheduler/facts/case_facts.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

struct WhoseMoney {
    rules::Funder funder{};
    rules::Purpose purpose{};
};

WhoseMoney whose_money(ledger::Stream stream) {
    switch (stream) {
        case ledger::Stream::nhs: return {rules::Funder::nhs, rules::Purpose::nhs_line};
        case ledger::Stream::social_care:
            return {rules::Funder::social_care, rules::Purpose::social_care_line};
        case ledger::Stream::children:
            return {rules::Funder::children, rules::Purpose::children_line};
        case ledger::Stream::education:
            return {rules::Funder::education, rules::Purpose::education_line};
        case ledger::Stream::person:
        case ledger::Stream::unassigned: break;
    }
    throw ledger::InvariantBroken("a plan line of no commissioner's stream");
}

bool is_signed(ledger::Database& database, const ledger::PlanLine& line, ledger::Date on) {
    const auto agreements = ledger::agreements_of(database, line.budget, on);
    return std::ranges::any_of(agreements, [&](const ledger::Agreement& each) {
        return each.option == line.option && each.signed_on && *each.signed_on <= on;
    });
}

// What holds of a supplier's invoice unless something else was said of the budget or of the
// agreement that pays it.
rules::Facts usual() {
    rules::Facts facts;
    rules::SpendingFacts& spending = facts.spending;
    spending.secures_whole = true;
    spending.is_care_home = false;
    spending.is_school_place = false;
    spending.provider_barred = false;
    spending.requires_one_provider = false;
    spending.is_regulated_activity = false;
    spending.check_asked_of_body = false;
    spending.relation = rules::Relation::none;
    spending.in_household = false;
    facts.plan.is_process_cost = false;
    facts.account.for_this_person = true;  // nobody else's balance is touched
    facts.account.is_auditable = true;     // its statements are read here
    facts.third_party.fee_paid_by_body_or_budget = true;
    return facts;
}

void take_told(ledger::Database& database,
               const ledger::PlanLine& line,
               ledger::Date on,
               rules::Facts& facts) {
    using ledger::CaseKind;
    take_attested(
        database, ledger::attested_facts_of(database, {CaseKind::budget, line.budget}, on), facts);
    for (const ledger::Agreement& each : ledger::agreements_of(database, line.budget, on)) {
        if (each.option != line.option) continue;
        take_attested(database,
                      ledger::attested_facts_of(database, {CaseKind::agreement, each.number}, on),
                      facts);
    }
}

}  // namespace

rules::Facts facts_of_invoice(ledger::Database& database,
                              const ledger::SupplierInvoice& invoice,
                              const ledger::PlanLine& line,
                              ledger::Money left,
                              ledger::Date on) {
    rules::Facts facts = usual();
    take_told(database, line, on, facts);
    rules::SpendingFacts& spending = facts.spending;
    spending.in_plan = true;  // it names the line, and the holder asks for it
    // Others move the money: what the plan does not have is not asked about afterwards.
    spending.holder_decides = false;
    spending.amount = invoice.amount;
    spending.plan_line_left = left;
    facts.account.instructed = invoice.instruction != 0;
    rules::ThirdPartyFacts& managed = facts.third_party;
    managed.holder_signed = is_signed(database, line, on);
    managed.holder_decided = invoice.instruction != 0;
    managed.pays_assistant = false;
    managed.split_by_agreed_shares = true;  // one line, one funder
    const WhoseMoney whose = whose_money(line.stream);
    managed.paid_by = whose.funder;
    managed.purpose = whose.purpose;
    take_line(database, line, on, facts);
    facts.information.decision_recorded = true;
    return facts;
}

}  // namespace almoner::scheduler

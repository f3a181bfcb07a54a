#include "scheduler/facts/supplier_facts.h"

#include "ledger/records/agreement.h"
#include "ledger/records/attested_fact.h"
#include "ledger/records/organisation.h"
#include "ledger/values/invariant.h"
#include "rules/engine/fact_list.h"
#include "scheduler/facts/attested.h"
#include "scheduler/facts/case_facts.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

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

constexpr std::array<std::string_view, 14> of_whoever_is_paid{
    "spending.body_checked",
    "spending.check_asked_of_body",
    "spending.in_household",
    "spending.insurance",
    "spending.is_for_administration",
    "spending.is_regulated_activity",
    "spending.necessary_for_administration",
    "spending.necessary_for_care",
    "spending.necessary_for_child",
    "spending.plan_says_necessary",
    "spending.provider_barred",
    "spending.registration",
    "spending.relation",
    "spending.requires_one_provider"};

// An invoice that was withdrawn, as one of another supplier's is, says nothing of who is paid.
const ledger::Query suppliers_of_budget{
    "SELECT COUNT(DISTINCT i.supplier) FROM supplier_invoice i WHERE i.budget = $1"
    " AND NOT EXISTS (SELECT 1 FROM supplier_invoice_step s WHERE s.invoice = i.id"
    " AND s.state = 'withdrawn')"};

bool has_several_suppliers(ledger::Database& database, std::int64_t budget) {
    ledger::Rows rows = database.select(suppliers_of_budget, budget);
    return rows.next() && rows.integer(0) > 1;
}

std::vector<ledger::AttestedFact> told_of(ledger::Database& database,
                                          const ledger::PlanLine& line,
                                          ledger::Date on) {
    using ledger::CaseKind;
    auto told = ledger::attested_facts_of(database, {CaseKind::budget, line.budget}, on);
    for (const ledger::Agreement& each : ledger::agreements_of(database, line.budget, on)) {
        if (each.option != line.option) continue;
        const auto more =
            ledger::attested_facts_of(database, {CaseKind::agreement, each.number}, on);
        told.insert(told.end(), more.begin(), more.end());
    }
    return told;
}

// What may have been said of another supplier is said of none: nothing is known then, not even what
// is usual.
void forget(std::string_view name, rules::Facts& facts) {
    for (const rules::FactSlot& each : rules::slots_of(facts)) {
        if (each.name == name) each.forget(each.place);
    }
}

// What names this supplier counts before what names none.
void take_told(ledger::Database& database,
               const ledger::PlanLine& line,
               std::int64_t supplier,
               ledger::Date on,
               rules::Facts& facts) {
    const auto paid = ledger::organisation_numbered(database, supplier, on);
    const std::string mark = of_supplier + (paid ? paid->ref : std::string{});
    const bool is_mixed = has_several_suppliers(database, line.budget);
    std::vector<ledger::AttestedFact> all = told_of(database, line, on);
    std::vector<ledger::AttestedFact> own;
    own.reserve(all.size());
    for (const ledger::AttestedFact& each : all) {
        if (!each.name.ends_with(mark)) continue;
        own.push_back(each);
        own.back().name.resize(each.name.size() - mark.size());
    }
    for (const ledger::AttestedFact& each : all) {
        if (is_mixed && is_of_supplier(each.name)) forget(each.name, facts);
    }
    std::erase_if(all, [&](const ledger::AttestedFact& each) {
        return is_mixed && is_of_supplier(each.name);
    });
    take_attested(database, all, facts);
    take_attested(database, own, facts);
}

}  // namespace

void take_whose_money(ledger::Stream stream, rules::ThirdPartyFacts& facts) {
    const WhoseMoney whose = whose_money(stream);
    facts.paid_by = whose.funder;
    facts.purpose = whose.purpose;
}

bool is_of_supplier(std::string_view name) {
    return std::ranges::find(of_whoever_is_paid, name) != of_whoever_is_paid.end();
}

rules::Facts facts_of_invoice(ledger::Database& database,
                              const ledger::SupplierInvoice& invoice,
                              const ledger::PlanLine& line,
                              ledger::Money left,
                              ledger::Date on) {
    rules::Facts facts = usual();
    take_told(database, line, invoice.supplier, on, facts);
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
    take_whose_money(line.stream, managed);
    take_line(database, line, on, facts);
    facts.information.decision_recorded = true;
    return facts;
}

}  // namespace almoner::scheduler

#include "scheduler/facts/fee_facts.h"

#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "ledger/records/in_force.h"
#include "ledger/records/supplier_invoice.h"
#include "scheduler/commands/proposal_worth.h"
#include "scheduler/facts/case_facts.h"
#include "scheduler/payroll/fees_due.h"

#include <algorithm>
#include <map>

namespace almoner::scheduler {
namespace {

using ledger::Money;

bool pays_wages(ledger::Database& database, const ledger::PlanLine& line) {
    for (const ledger::Employer& employer :
         ledger::employers_on(database, ledger::last_day_of_all)) {
        if (employer.budget != line.budget) continue;
        for (const ledger::Employment& job :
             ledger::employments_of_employer(database, employer.number, ledger::last_day_of_all)) {
            const auto lines = ledger::paid_from(database, job);
            if (std::ranges::find(lines, line.number, &ledger::PaidFrom::plan_line) !=
                lines.end()) {
                return true;
            }
        }
    }
    return false;
}

bool pays_invoices(ledger::Database& database, const ledger::PlanLine& line) {
    return std::ranges::any_of(ledger::every_invoice(database),
                               [&](const ledger::SupplierInvoice& each) {
                                   return !each.is_withdrawn && each.plan_line == line.number;
                               });
}

}  // namespace

Money fee_out_of(ledger::Database& database, std::int64_t plan_line, ledger::Date on) {
    std::map<std::int64_t, ledger::AgreementFee> in_force;  // by agreement
    for (const ledger::AgreementFee& each : ledger::every_agreement_fee(database)) {
        if (each.from_on <= on) in_force[each.agreement] = each;
    }
    Money sum;
    for (const auto& [agreement, fee] : in_force) {
        const bool is_out_of_it = fee.paid_by == "budget" && fee.plan_line == plan_line;
        if (is_out_of_it) sum += worth_in_a_year(fee);
    }
    return sum;
}

rules::Facts facts_of_fee(ledger::Database& database,
                          const ledger::AgreementFee& fee,
                          const ledger::PlanLine& line,
                          Money fee_in_a_year) {
    rules::Facts facts;
    Money all;
    for (const ledger::PlanLine& each :
         ledger::plan_lines_of(database, line.budget, ledger::last_day_of_all)) {
        const bool is_over = each.end_on && *each.end_on < fee.from_on;
        if (each.option == line.option && !is_over) all += worth_in_a_year(each);
    }
    const bool is_in_budget = fee.paid_by == "budget" && !fee_in_a_year.is_zero();
    const Money taken = is_in_budget ? fee_in_a_year : Money{};
    rules::ThirdPartyFacts& managed = facts.third_party;
    managed.budget = all;
    managed.fee = taken;
    managed.care_line = all - taken;
    managed.care_cost = is_in_budget ? all - worth_in_a_year(line) : all;
    managed.fee_shown = !pays_wages(database, line) && !pays_invoices(database, line);
    facts.plan.is_process_cost = false;
    facts.plan.provision = rules::Provision::ordinary;
    take_line(database, line, fee.from_on, facts);
    facts.lines.back().contribution = Money{};   // a fee is charged to nobody as a contribution
    facts.information.decision_recorded = true;  // the proposal, with who confirmed it
    return facts;
}

}  // namespace almoner::scheduler

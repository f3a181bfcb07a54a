#include "scheduler/facts/fee_facts.h"

#include "ledger/records/agreement.h"
#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "ledger/records/in_force.h"
#include "ledger/records/supplier_invoice.h"
#include "scheduler/commands/proposal_worth.h"
#include "scheduler/facts/case_facts.h"
#include "scheduler/payroll/fees_due.h"

#include <algorithm>
#include <map>
#include <vector>

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

bool is_over(ledger::Database& database, std::int64_t number, ledger::Date on) {
    const auto agreement = ledger::agreement_numbered(database, number, ledger::last_day_of_all);
    return !agreement || agreement->status == ledger::AgreementStatus::ended ||
           (agreement->end_on && *agreement->end_on < on);
}

// In a year, what the terms of a day say is paid out of the line.
Money out_of_line(ledger::Database& database,
                  const std::vector<ledger::AgreementFee>& terms,
                  std::int64_t plan_line,
                  ledger::Date on) {
    std::map<std::int64_t, ledger::AgreementFee> in_force;  // by agreement
    for (const ledger::AgreementFee& each : terms) {
        if (each.from_on <= on) in_force[each.agreement] = each;
    }
    Money sum;
    for (const auto& [agreement, fee] : in_force) {
        const bool is_out_of_it = fee.paid_by == "budget" && fee.plan_line == plan_line;
        if (is_out_of_it && !is_over(database, agreement, on)) sum += worth_in_a_year(fee);
    }
    return sum;
}

// The most that other agreements have paid out of the line on any day of these terms.
Money most_of_others(ledger::Database& database, const ledger::AgreementFee& fee) {
    std::vector<ledger::AgreementFee> others = ledger::every_agreement_fee(database);
    std::erase_if(
        others, [&](const ledger::AgreementFee& each) { return each.agreement == fee.agreement; });
    Money most = out_of_line(database, others, fee.plan_line, fee.from_on);
    for (const ledger::AgreementFee& each : others) {
        if (each.from_on <= fee.from_on) continue;
        most = std::max(most, out_of_line(database, others, fee.plan_line, each.from_on));
    }
    return most;
}

}  // namespace

Money fee_out_of(ledger::Database& database, std::int64_t plan_line, ledger::Date on) {
    return out_of_line(database, ledger::every_agreement_fee(database), plan_line, on);
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
    const Money taken = is_in_budget ? fee_in_a_year + most_of_others(database, fee) : Money{};
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

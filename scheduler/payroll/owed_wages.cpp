#include "scheduler/payroll/owed_wages.h"

#include "ledger/records/agreement.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/task.h"
#include "scheduler/commands/emergency.h"
#include "scheduler/commands/payroll_runs.h"
#include "scheduler/commands/run_fields.h"

#include <string>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using nlohmann::json;

// The active agreement under which the managed account gets its money.
std::string agreement_for(Asked& asked, std::int64_t budget) {
    for (const ledger::Agreement& each :
         ledger::agreements_of(asked.work.database(), budget, asked.work.today())) {
        const bool pays = each.status == ledger::AgreementStatus::active &&
                          each.option == ledger::Option::managed_account;
        if (pays) return each.ref;
    }
    return {};
}

// As 'almoner emergency' would: the second person and the caps are those of any emergency.
ledger::Outcome<Answer> propose_emergency(Asked& asked,
                                          const std::string& agreement,
                                          const ledger::PayrollRun& run,
                                          Money amount) {
    const std::map<std::string, std::string> fields{
        {"agreement", agreement},
        {"amount", in_pounds(amount)},
        {"reason", "wages-due"},
        {"words", "Wages of payroll run " + ledger::payroll_run_ref(run.id) + "."},
        {"basis", "addition"}};
    Asked emergency{
        .work = asked.work, .fields = Fields(fields), .actor = asked.actor, .around = asked.around};
    return emergency_payment(emergency);
}

}  // namespace

json look_after_owed_wages(Asked& asked,
                           const ledger::PayrollRun& run,
                           const std::map<std::int64_t, Money>& short_by_budget) {
    json proposed = json::array();
    for (const auto& [number, short_by] : short_by_budget) {
        const auto budget =
            ledger::budget_numbered(asked.work.database(), number, ledger::last_day_of_all);
        if (!budget) continue;
        const std::string agreement = agreement_for(asked, number);
        std::string next = "No active agreement pays this account: find the money elsewhere.";
        if (!agreement.empty()) {
            const auto emergency = propose_emergency(asked, agreement, run, short_by);
            if (emergency.accepted()) {
                const json answer = json::parse(emergency.value());
                proposed.push_back(answer.at("run"));
                next = "An emergency payment of " + in_pounds(short_by) + " waits in run " +
                       answer.at("run").get<std::string>() + ".";
            } else {
                next = "No emergency payment could be proposed: " + emergency.refusal().code + ".";
            }
        }
        ledger::insert_task(
            asked.work,
            {.kind = wage_above_fund,
             .subject = "budget:" + budget->ref,
             .due_on = asked.work.today(),
             .owner = "payroll",
             .words = "Wages of payroll run " + ledger::payroll_run_ref(run.id) + " are " +
                      in_pounds(short_by) + " above what the fund of budget " + budget->ref +
                      " holds. " + next});
    }
    return proposed;
}

}  // namespace almoner::scheduler

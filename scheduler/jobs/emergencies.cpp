#include "scheduler/jobs/emergencies.h"

#include "ledger/records/payment_ref.h"
#include "ledger/records/states.h"
#include "scheduler/commands/emergency_late.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/emergency_facts.h"

#include <map>
#include <string>

namespace almoner::scheduler {
namespace {

const ledger::Query tasks_of_kind{"SELECT subject, state FROM task WHERE kind = $1 ORDER BY id"};

// Constructed: a job that did not run for a quarter of a year asks about none that is older, and an
// area that gets this job with years of payments in its books is not asked about each of them.
constexpr std::int32_t looks_back_days = 92;

bool is_of_late(const EmergencyMade& made, ledger::Date today) {
    return today - looks_back_days <= made.approved_on.value_or(made.payment.nominal_on);
}

// The state of the last task about each.
std::map<std::string, ledger::TaskState> tasks_about(ledger::Database& database) {
    std::map<std::string, ledger::TaskState> found;
    ledger::Rows rows = database.select(tasks_of_kind, emergency_plan_task);
    while (rows.next()) found[rows.str(0)] = static_cast<ledger::TaskState>(rows.integer(1));
    return found;
}

}  // namespace

JobFindings look_for_emergencies(ledger::Database& database, ledger::Date today) {
    const auto days = policy_in_force(database, today)
                          .number(rules::Parameter::emergency_plan_update_working_days);
    const auto tasks = tasks_about(database);
    JobFindings found;
    std::int64_t late = 0;
    for (const EmergencyMade& made : emergencies_made(database, today)) {
        const std::string ref = ledger::payment_ref(made.payment.id);
        const auto task = tasks.find(ref);
        if (task == tasks.end()) {
            if (made.plan_updated || made.working_days <= days || !is_of_late(made, today))
                continue;
            ++late;
            found.commands.push_back({.name = "emergency late", .fields = {{"payment", ref}}});
        } else if (task->second == ledger::TaskState::open && made.plan_updated) {
            found.commands.push_back({.name = "task settled",
                                      .fields = {{"kind", std::string(emergency_plan_task)},
                                                 {"subject", ref},
                                                 {"cause", "the-plan-was-looked-at"}}});
        }
    }
    found.words = std::to_string(late) + " emergency payments whose plan nobody looked at in time";
    return found;
}

}  // namespace almoner::scheduler

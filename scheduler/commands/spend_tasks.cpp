#include "scheduler/commands/spend_tasks.h"

#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/tasks.h"

namespace almoner::scheduler {
namespace {

constexpr std::string_view waiting_task = "spend-to-confirm";
const ledger::Query waiting{
    "SELECT COUNT(*) FROM spend s WHERE s.budget = $1 AND NOT EXISTS (SELECT 1 FROM spend_step t"
    " WHERE t.spend = s.id AND t.state <> 'unconfirmed' AND NOT EXISTS (SELECT 1 FROM spend_step"
    " later WHERE later.spend = s.id AND later.step > t.step))"};

}  // namespace

void tell_what_waits(ledger::Work& work, std::int64_t budget) {
    const auto known = ledger::budget_numbered(work.database(), budget, ledger::last_day_of_all);
    std::int64_t count = 0;
    {
        ledger::Rows rows = work.database().select(waiting, budget);
        if (rows.next()) count = rows.integer(0);
    }
    const std::string subject = "budget:" + known.value().ref;
    close_tasks(work, waiting_task, subject, "figures-changed");
    if (count == 0) return;
    open_task(work,
              waiting_task,
              subject,
              std::to_string(count) + (count == 1 ? " line" : " lines") +
                  " of spending of budget " + known.value().ref +
                  " waits for somebody to say which plan line it is: 'almoner spend list " +
                  known.value().ref + "'.");
}

std::string spend_ref(std::int64_t spend) {
    return "spend:" + std::to_string(spend);
}

}  // namespace almoner::scheduler

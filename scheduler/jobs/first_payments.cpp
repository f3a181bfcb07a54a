#include "scheduler/jobs/first_payments.h"

#include "ledger/records/states.h"
#include "scheduler/clock/first_payment_clock.h"
#include "scheduler/commands/budget_asked.h"

#include <string>

namespace almoner::scheduler {
namespace {

const ledger::Query states_of_task{"SELECT state FROM task WHERE kind = $1 AND subject = $2"};

struct Told {
    bool ever = false;
    bool open = false;
};

Told told_of(ledger::Database& database, const std::string& budget) {
    Told told;
    ledger::Rows rows =
        database.select(states_of_task, first_payment_late_task, "budget:" + budget);
    while (rows.next()) {
        told.ever = true;
        told.open = told.open || rows.integer(0) == static_cast<int>(ledger::TaskState::open);
    }
    return told;
}

}  // namespace

JobFindings look_for_first_payments(ledger::Database& database, ledger::Date today) {
    JobFindings found;
    std::int64_t late = 0;
    for (const FirstPaymentClock& each : first_payment_clocks(database, today)) {
        const Told told = told_of(database, each.budget_ref);
        late += each.is_late ? 1 : 0;
        if (each.is_late ? told.ever : !told.open) continue;
        found.commands.push_back({.name = "budget late", .fields = {{"budget", each.budget_ref}}});
    }
    found.words = std::to_string(late) + " budgets wait too long for their first payment";
    return found;
}

}  // namespace almoner::scheduler

#include "scheduler/payment_run/void_tasks.h"

#include "ledger/records/agreement.h"
#include "ledger/records/in_force.h"
#include "scheduler/payment_run/earlier_money.h"

#include <algorithm>
#include <string>

namespace almoner::scheduler {
namespace {

using ledger::PaymentKind;
using ledger::PaymentRecord;
using ledger::TaskState;

const ledger::Query open_tasks_of_periods{
    "SELECT id, subject FROM task WHERE kind IN ('overpaid', 'contribution-changed')"
    " AND state = $1 ORDER BY id"};

struct Task {
    std::int64_t id = 0;
    std::string subject;  // "AP1 2026-11-02 £400.00"
};

std::vector<Task> open_tasks(ledger::Database& database) {
    std::vector<Task> tasks;
    ledger::Rows rows = database.select(open_tasks_of_periods, static_cast<int>(TaskState::open));
    while (rows.next()) tasks.push_back({rows.integer(0), rows.str(1)});
    return tasks;
}

bool something_left(ledger::Database& database, const PaymentRecord& payment) {
    const EarlierPayments earlier(database, payment.agreement);
    return std::ranges::any_of(earlier.all(), [&](const Earlier& other) {
        const bool is_of_period =
            other.kind == PaymentKind::regular || other.kind == PaymentKind::arrears;
        return is_of_period && other.period.first == payment.period.first &&
               is_with_the_bank(other);
    });
}

}  // namespace

void close_void_tasks(ledger::Work& work, const std::vector<PaymentRecord>& payments) {
    std::vector<Task> tasks = open_tasks(work.database());
    for (const PaymentRecord& payment : payments) {
        if (tasks.empty()) return;
        const auto agreement =
            ledger::agreement_numbered(work.database(), payment.agreement, ledger::last_day_of_all);
        if (!agreement) continue;
        const std::string subject = agreement->ref + " " + payment.period.first.iso() + " ";
        const auto is_about_it = [&](const Task& task) {
            return task.subject.starts_with(subject);
        };
        if (std::ranges::none_of(tasks, is_about_it)) continue;
        if (something_left(work.database(), payment)) continue;
        for (const Task& task : tasks) {
            if (!is_about_it(task)) continue;
            work.move_state(ledger::Entity::task,
                            {task.id, task.id},
                            TaskState::open,
                            TaskState::done,
                            "the payment was never sent");
        }
        std::erase_if(tasks, is_about_it);
    }
}

}  // namespace almoner::scheduler

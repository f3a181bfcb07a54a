#include "scheduler/commands/tasks.h"

#include "ledger/records/payment.h"
#include "ledger/records/payment_ref.h"

#include <utility>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::TaskState;

const ledger::Query open_tasks{
    "SELECT id FROM task WHERE kind = $1 AND subject = $2 AND state = $3 ORDER BY id"};
const ledger::Query open_tasks_of_kind{
    "SELECT id, subject FROM task WHERE kind = $1 AND state = $2 ORDER BY id"};
// The last task is enough: a later one took the place of those before.
const ledger::Query last_task{
    "SELECT words, state, EXISTS (SELECT 1 FROM task_decision d WHERE d.task = t.id"
    " AND d.decided_on >= $3) FROM task t WHERE kind = $1 AND subject = $2 ORDER BY id DESC"
    " LIMIT 1"};

constexpr std::string_view returned = "payment-returned";

void close(ledger::Work& work, std::int64_t task, std::string_view cause) {
    work.move_state(ledger::Entity::task, {task, task}, TaskState::open, TaskState::done, cause);
}

}  // namespace

std::int64_t close_tasks(ledger::Work& work,
                         std::string_view kind,
                         std::string_view subject,
                         std::string_view cause) {
    std::vector<std::int64_t> tasks;
    {
        ledger::Rows rows =
            work.database().select(open_tasks, kind, subject, static_cast<int>(TaskState::open));
        while (rows.next()) tasks.push_back(rows.integer(0));
    }
    for (const std::int64_t task : tasks) close(work, task, cause);
    return static_cast<std::int64_t>(tasks.size());
}

bool is_said_already(ledger::Database& database,
                     std::string_view kind,
                     std::string_view subject,
                     std::string_view words,
                     ledger::Date decided_since) {
    ledger::Rows last = database.select(last_task, kind, subject, decided_since);
    if (!last.next() || last.text(0) != words) return false;
    return last.integer(1) == static_cast<int>(TaskState::open) || last.integer(2) != 0;
}

std::int64_t close_return_tasks(ledger::Work& work, std::int64_t payee_account) {
    std::vector<std::pair<std::int64_t, std::int64_t>> tasks;
    {
        ledger::Rows rows =
            work.database().select(open_tasks_of_kind, returned, static_cast<int>(TaskState::open));
        while (rows.next()) {
            const auto payment = ledger::payment_of_ref(rows.text(1));
            if (payment) tasks.emplace_back(rows.integer(0), *payment);
        }
    }
    std::int64_t closed = 0;
    for (const auto& [task, payment] : tasks) {
        const auto record = ledger::payment_by_id(work.database(), payment);
        if (!record || record->payee_account != payee_account) continue;
        close(work, task, "bank details confirmed");
        ++closed;
    }
    return closed;
}

}  // namespace almoner::scheduler

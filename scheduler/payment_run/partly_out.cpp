#include "scheduler/payment_run/partly_out.h"

#include "ledger/records/submission.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/commands/tasks.h"

namespace almoner::scheduler {

using ledger::PaymentState;
using ledger::RunState;

bool is_partly_out(ledger::Database& database, const ledger::PaymentRun& run) {
    return !ledger::standing_submissions_of_run(database, run.id).empty();
}

bool close_once_all_is_out(ledger::Work& work,
                           const ledger::PaymentRun& run,
                           std::string_view words) {
    for (const PaymentState state : {PaymentState::approved, PaymentState::in_file}) {
        if (payments_in(work.database(), run.payments, state).count > 0) return false;
    }
    close_tasks(work, file_too_late, ledger::run_ref(run.id), words);
    work.move_state(ledger::Entity::payment_run,
                    {run.id, run.id},
                    RunState::approved,
                    RunState::sent,
                    "file-in-outbox");
    return true;
}

}  // namespace almoner::scheduler

#include "ledger/records/payment_states.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/commands/tasks.h"
#include "scheduler/payment_run/give_back.h"
#include "scheduler/payment_run/partly_out.h"
#include "scheduler/payment_run/void_tasks.h"

#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Outcome;
using ledger::PaymentRecord;
using ledger::PaymentRun;
using ledger::PaymentState;
using ledger::RunState;

// An addition that does not happen is no money set aside, unless it was owed before this attempt;
// arrears are worked out afresh. The rest stays, for its period.
bool goes_back(const PaymentRecord& payment) {
    if (payment.kind == ledger::PaymentKind::arrears) return true;
    return payment.kind == ledger::PaymentKind::emergency_addition && payment.reissues == 0;
}

ledger::Refusal too_late(const PaymentRun& run) {
    if (run.state == RunState::cancelled) {
        return refused("run-not-cancellable",
                       "This run was cancelled before.",
                       "Nothing is left to do: the next run proposes what is still due of it.",
                       "run");
    }
    return refused("run-not-cancellable",
                   "This run is on its way to the bank.",
                   "Recall its payments one by one with 'almoner run recall'.",
                   "run");
}

}  // namespace

Outcome<Answer> run_cancel(Asked& asked) {
    ledger::Work& work = asked.work;
    const Outcome<PaymentRun> found = run_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    const PaymentRun& run = found.value();
    const bool is_open = run.state == RunState::proposed || run.state == RunState::approved;
    // A file may stand in the outbox already, even where a crash kept us from noting it.
    if (!is_open || payments_in(work.database(), run.payments, PaymentState::in_file).count > 0) {
        return too_late(run);
    }
    std::vector<PaymentRecord> payments;
    ledger::each_payment(work.database(), run.payments, [&](const PaymentRecord& payment) {
        const bool waits =
            payment.state == PaymentState::proposed || payment.state == PaymentState::approved;
        if (waits) payments.push_back(payment);
    });
    for (const PaymentRecord& payment : payments) {
        release_payment(work, payment);
        if (goes_back(payment)) give_back_set_aside(work, payment);
    }
    for (const PaymentState state : {PaymentState::proposed, PaymentState::approved}) {
        move_payments(work, run.payments, state, PaymentState::cancelled);
    }
    close_void_tasks(work, payments);
    const bool partly_out = is_partly_out(work.database(), run);
    if (partly_out) {
        close_once_all_is_out(work, run, "the rest was cancelled");
    } else {
        close_tasks(work, file_too_late, ledger::run_ref(run.id), "the run was cancelled");
        work.move_state(ledger::Entity::payment_run,
                        {run.id, run.id},
                        run.state,
                        RunState::cancelled,
                        "cancelled");
    }
    return nlohmann::json{{"run", ledger::run_ref(run.id)},
                          {"payments", payments.size()},
                          {"state", partly_out ? "sent" : "cancelled"}}
        .dump();
}

}  // namespace almoner::scheduler

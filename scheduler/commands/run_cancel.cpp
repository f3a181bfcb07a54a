#include "ledger/posting/notional.h"
#include "ledger/records/payment_states.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/commands/run_fields.h"

#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Outcome;
using ledger::PaymentRecord;
using ledger::PaymentRun;
using ledger::PaymentState;
using ledger::RunState;

// An addition that does not happen is no money set aside; an advance stays, for its period.
void give_back_addition(ledger::Work& work, const PaymentRecord& payment) {
    if (payment.kind != ledger::PaymentKind::emergency_addition) return;
    const ledger::Holding holding{payment.budget, payment.option, 0};
    for (const ledger::PaymentPart& part : ledger::parts_of(work.database(), payment.id)) {
        const ledger::Shares shares{{part.stream, part.body, part.net}};
        work.post(post(ledger::CommitmentNotUsed{holding, shares}),
                  {.plan_line = part.plan_line,
                   .effective = payment.period.first,
                   .period = payment.period});
    }
}

ledger::Refusal too_late() {
    return refused("run-not-cancellable",
                   "This run is on its way to the bank, or was cancelled before.",
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
        return too_late();
    }
    std::vector<PaymentRecord> payments;
    ledger::each_payment(work.database(), run.payments, [&](const PaymentRecord& payment) {
        if (ledger::is_live(payment.state)) payments.push_back(payment);
    });
    for (const PaymentRecord& payment : payments) {
        release_payment(work, payment);
        give_back_addition(work, payment);
    }
    for (const PaymentState state : {PaymentState::proposed, PaymentState::approved}) {
        move_payments(work, run.payments, state, PaymentState::cancelled);
    }
    work.move_state(
        ledger::Entity::payment_run, {run.id, run.id}, run.state, RunState::cancelled, "cancelled");
    return nlohmann::json{
        {"run", ledger::run_ref(run.id)}, {"payments", payments.size()}, {"state", "cancelled"}}
        .dump();
}

}  // namespace almoner::scheduler

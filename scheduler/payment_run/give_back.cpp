#include "scheduler/payment_run/give_back.h"

#include "ledger/posting/notional.h"

namespace almoner::scheduler {

void give_back_set_aside(ledger::Work& work, const ledger::PaymentRecord& payment) {
    const ledger::Holding holding{payment.budget, payment.option, 0};
    for (const ledger::PaymentPart& part : ledger::parts_of(work.database(), payment.id)) {
        if (part.net.is_zero()) continue;
        const ledger::TransferDetail detail{.plan_line = part.plan_line,
                                            .effective = payment.period.first,
                                            .period = payment.period};
        const ledger::Shares shares{{part.stream, part.body, part.net}};
        if (payment.option == ledger::Option::notional) {
            work.post(post(ledger::SupplierInvoiceWithdrawn{holding, shares}), detail);
        }
        work.post(post(ledger::CommitmentNotUsed{holding, shares}), detail);
    }
}

}  // namespace almoner::scheduler

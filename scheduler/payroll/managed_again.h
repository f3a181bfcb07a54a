// Before a run out of a client account is approved and before it is sent: is each of its payments
// still owed, and to whom it is promised?
#pragma once

#include "ledger/area/work.h"
#include "ledger/records/payment.h"
#include "scheduler/payment_run/release_again.h"

#include <vector>

namespace almoner::scheduler {

// Adds them to those that other rules stop; by payment. Proposed: what is not owed to the penny,
// what the person's own balance does not hold, and an invoice that would be paid to somebody else.
// Approved: what others have paid or are about to.
void stop_managed(ledger::Work& work,
                  const ledger::PaymentRun& run,
                  ledger::PaymentState state,
                  std::vector<Stopped>& stopped);

}  // namespace almoner::scheduler

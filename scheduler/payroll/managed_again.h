// Before a run out of a client account is approved: is each of its payments still owed, and does
// the person's own balance still hold it?
#pragma once

#include "ledger/area/work.h"
#include "ledger/records/payment.h"
#include "scheduler/payment_run/release_again.h"

#include <vector>

namespace almoner::scheduler {

// Adds them to those that other rules stop; by payment. Only of payments that are proposed.
void stop_managed(ledger::Work& work, const ledger::PaymentRun& run, std::vector<Stopped>& stopped);

}  // namespace almoner::scheduler

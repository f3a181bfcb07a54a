// Gives back what was set aside for a payment that will not be made.
#pragma once

#include "ledger/area/work.h"
#include "ledger/records/payment.h"

namespace almoner::scheduler {

// The whole of its net, part by part; a provider's money is taken off what the provider is owed.
void give_back_set_aside(ledger::Work& work, const ledger::PaymentRecord& payment);

}  // namespace almoner::scheduler

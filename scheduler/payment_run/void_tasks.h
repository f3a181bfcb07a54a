// Tasks about money that was paid too much, once that money is not paid at all.
#pragma once

#include "ledger/area/work.h"
#include "ledger/records/payment.h"

#include <vector>

namespace almoner::scheduler {

// After these payments were cancelled or held: where no other payment of their agreement and period
// is with the bank, nobody has to decide about it any more.
void close_void_tasks(ledger::Work& work, const std::vector<ledger::PaymentRecord>& payments);

}  // namespace almoner::scheduler

// What pays in the place of a pay-out that was voided and settles after all.
#pragma once

#include "ledger/area/work.h"
#include "ledger/records/payment.h"
#include "scheduler/reconciliation/reissues.h"

#include <cstdint>
#include <vector>

namespace almoner::scheduler {

// In no file yet, once this one is settled and stored as settled: what is held, and, where too much
// would be paid, what is proposed or approved. By payment.
[[nodiscard]] std::vector<Reissues::One> stopped_in_its_stead(ledger::Work& work,
                                                              const ledger::PaymentRecord& settled);
// Once these are cancelled: the others that pay the same, where too much is paid.
[[nodiscard]] std::vector<std::int64_t> paid_in_its_stead(ledger::Work& work,
                                                          const ledger::PaymentRecord& settled);

}  // namespace almoner::scheduler

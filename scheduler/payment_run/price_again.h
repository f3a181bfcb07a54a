// Whether what was proposed is still what is due: terms may change before it is sent.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/records/payment.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <vector>

namespace almoner::scheduler {

// Those payments of the run in this state that a proposal of today would make for another amount,
// or not at all, since an agreement, budget or plan line was changed after they were proposed; by
// id.
[[nodiscard]] std::vector<std::int64_t> priced_otherwise(ledger::Database& database,
                                                         const ledger::PaymentRun& run,
                                                         ledger::PaymentState state,
                                                         ledger::Date today);

}  // namespace almoner::scheduler

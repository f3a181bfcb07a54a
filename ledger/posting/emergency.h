// A payment now, outside the run: to the holder, or straight to a worker.
#pragma once

#include "ledger/posting/events.h"
#include "ledger/posting/keys.h"

namespace almoner::ledger {

// The payment itself is PaymentApproved. An advance brings the next period's money forward: that
// period then sets aside only the rest (PeriodSetAside::advanced).
struct EmergencySetAside {
    Holding holding;
    Shares shares;
};
// When a payment straight to a worker settles: received and spent in one.
struct EmergencyPaidWorker {
    Holding holding;
    Shares shares;
};
// Before PaymentReturned.
struct EmergencyWorkerReturned {
    Holding holding;
    Shares shares;
};

[[nodiscard]] Posting post(const EmergencySetAside& event);
[[nodiscard]] Posting post(const EmergencyPaidWorker& event);
[[nodiscard]] Posting post(const EmergencyWorkerReturned& event);

}  // namespace almoner::ledger

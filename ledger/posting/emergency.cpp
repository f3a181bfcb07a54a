#include "ledger/posting/emergency.h"

#include "ledger/posting/compose.h"

#include <utility>

namespace almoner::ledger {

Posting post(const EmergencySetAside& event) {
    Composer legs(Event::emergency_set_aside);
    for (const Share& share : event.shares) {
        legs.move(of_body(AccountName::allocation, share),
                  of_holding(AccountName::undrawn, event.holding, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

Posting post(const EmergencyPaidWorker& event) {
    Composer legs(Event::emergency_paid_worker);
    for (const Share& share : event.shares) {
        legs.move(of_holding(AccountName::fund, event.holding, share),
                  held(event.holding, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

Posting post(const EmergencyWorkerReturned& event) {
    Composer legs(Event::emergency_worker_returned);
    for (const Share& share : event.shares) {
        legs.move(held(event.holding, share),
                  of_holding(AccountName::fund, event.holding, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

}  // namespace almoner::ledger

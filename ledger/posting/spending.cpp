#include "ledger/posting/spending.h"

#include "ledger/posting/compose.h"

#include <utility>

namespace almoner::ledger {
namespace {

Posting spent(Event event, const Holding& holding, const Shares& shares) {
    Composer legs(event);
    for (const Share& share : shares) {
        legs.move(
            of_holding(AccountName::fund, holding, share), held(holding, share), share.amount);
    }
    return std::move(legs).posting();
}

}  // namespace

Posting post(const SpendingAccounted& event) {
    return spent(Event::spending_accounted, event.holding, event.shares);
}

Posting post(const SpendingRefunded& event) {
    Composer legs(Event::spending_accounted);
    for (const Share& share : event.shares) {
        legs.move(held(event.holding, share),
                  of_holding(AccountName::fund, event.holding, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

Posting post(const ManagementCharged& event) {
    return spent(Event::management_charged, event.holding, event.shares);
}

}  // namespace almoner::ledger

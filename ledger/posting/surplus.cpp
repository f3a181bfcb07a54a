#include "ledger/posting/surplus.h"

#include "ledger/posting/compose.h"

#include <utility>

namespace almoner::ledger {

Posting post(const SurplusOffset& event) {
    Composer legs(Event::surplus_offset);
    for (const Share& share : event.shares) {
        legs.move(of_holding(AccountName::undrawn, event.holding, share),
                  of_body(AccountName::allocation, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

Posting post(const ReclaimMatured& event) {
    Composer legs(Event::reclaim_matured);
    for (const Share& share : event.shares) {
        legs.move(of_holding(AccountName::fund, event.holding, share),
                  of_holding(AccountName::payable_reclaim, event.holding, share),
                  share.amount);
        legs.move(of_body(AccountName::receivable_reclaim, share),
                  of_body(AccountName::allocation, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

Posting post(const ReclaimReceived& event) {
    Composer legs(Event::reclaim_received);
    for (const Share& share : event.shares) {
        legs.move(at_bank(AccountName::bank, event.bank_account, share),
                  of_body(AccountName::receivable_reclaim, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

Posting post(const ReclaimPaidByHolder& event) {
    Composer legs(Event::reclaim_paid_by_holder);
    for (const Share& share : event.shares) {
        legs.move(of_holding(AccountName::payable_reclaim, event.holding, share),
                  held(event.holding, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

Posting post(const ReclaimWaived& event) {
    Composer legs(Event::reclaim_waived);
    for (const Share& share : event.shares) {
        legs.move(of_holding(AccountName::payable_reclaim, event.holding, share),
                  of_holding(AccountName::fund, event.holding, share),
                  share.amount);
        legs.move(of_body(AccountName::allocation, share),
                  of_body(AccountName::receivable_reclaim, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

Posting post(const ReclaimLost& event) {
    Composer legs(Event::reclaim_lost);
    for (const Share& share : event.shares) {
        legs.move(of_body(AccountName::written_off, share),
                  of_body(AccountName::receivable_reclaim, share),
                  share.amount);
        legs.move(of_holding(AccountName::payable_reclaim, event.holding, share),
                  held(event.holding, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

}  // namespace almoner::ledger

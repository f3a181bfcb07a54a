#include "ledger/posting/partner.h"

#include "ledger/posting/compose.h"

#include <utility>

namespace almoner::ledger {

Posting post(const RechargeClaimed& event) {
    Composer legs(event.partner_in_books ? Event::recharge_claimed
                                         : Event::recharge_claimed_outside);
    const AccountName from =
        event.partner_in_books ? AccountName::payable_partner : AccountName::funding;
    for (const Share& share : event.shares) {
        legs.move(at_bank(AccountName::receivable_partner, event.lead_bank_account, share),
                  of_body(from, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

Posting post(const RechargeApproved& event) {
    Composer legs(Event::recharge_approved);
    for (const Share& share : event.shares) {
        legs.move(of_body(AccountName::payable_partner, share),
                  at_bank(AccountName::transit, event.from_bank_account, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

Posting post(const RechargeReceived& event) {
    Composer legs(Event::recharge_received);
    for (const Share& share : event.shares) {
        legs.move(at_bank(AccountName::bank, event.lead_bank_account, share),
                  at_bank(AccountName::receivable_partner, event.lead_bank_account, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

}  // namespace almoner::ledger

#include "ledger/posting/takeover.h"

#include "ledger/posting/compose.h"

#include <utility>

namespace almoner::ledger {

Posting post(const PersonTakenOver& event) {
    Composer legs(Event::person_taken_over);
    for (const Share& share : event.held) {
        legs.move(held(event.holding, share),
                  of_holding(AccountName::fund, event.holding, share),
                  share.amount);
    }
    for (const Debt& debt : event.owed) {
        for (const Share& share : debt.shares) {
            legs.move(of_holding(AccountName::fund, event.holding, share),
                      of_holding(debt.payable, event.holding, share),
                      share.amount);
        }
    }
    return std::move(legs).posting();
}

Posting post(const OwnMoneyPaidIn& event) {
    Composer legs(Event::own_money_paid_in);
    for (const Share& share : event.shares) {
        legs.move(held(event.holding, share),
                  of_holding(AccountName::fund, event.holding, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

}  // namespace almoner::ledger

#include "ledger/posting/option_change.h"

#include "ledger/posting/compose.h"

#include <utility>

namespace almoner::ledger {

Posting post(const OptionChanged& event) {
    Composer legs(Event::option_changed);
    for (const Share& share : event.undrawn) {
        legs.move(of_holding(AccountName::undrawn, event.from, share),
                  of_holding(AccountName::undrawn, event.to, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

Posting post(const OptionMoneyMoved& event) {
    Composer legs(Event::option_money_moved);
    for (const Share& share : event.shares) {
        legs.move(of_holding(AccountName::fund, event.from, share),
                  of_holding(AccountName::fund, event.to, share),
                  share.amount);
        legs.move(event.on_statement ? held(event.to, share) : in_flight(event.to, share),
                  held(event.from, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

}  // namespace almoner::ledger

#include "ledger/posting/set_aside.h"

#include "ledger/posting/compose.h"

#include <utility>

namespace almoner::ledger {

Posting post(const PeriodSetAside& event) {
    Composer legs(Event::period_set_aside);
    for (const Share& share : left_after(event.shares, event.advanced)) {
        legs.move(of_body(AccountName::allocation, share),
                  of_holding(AccountName::undrawn, event.holding, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

}  // namespace almoner::ledger

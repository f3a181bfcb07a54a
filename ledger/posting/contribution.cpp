#include "ledger/posting/contribution.h"

#include "ledger/posting/compose.h"

#include <utility>

namespace almoner::ledger {

Posting post(const ContributionDue& event) {
    Composer legs(Event::contribution_due);
    for (const Share& share : event.shares) {
        legs.move(of_holding(AccountName::receivable_contribution, event.holding, share),
                  of_holding(AccountName::fund, event.holding, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

Posting post(const ContributionArrived& event) {
    Composer legs(Event::contribution_arrived);
    for (const Share& share : event.shares) {
        legs.move(held(event.holding, share),
                  of_holding(AccountName::receivable_contribution, event.holding, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

Posting post(const ContributionInvoiced& event) {
    Composer legs(Event::contribution_invoiced);
    for (const Share& share : event.shares) {
        legs.move(of_body(AccountName::receivable_contribution_gross, share),
                  of_body(AccountName::allocation, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

Posting post(const ContributionWithdrawn& event) {
    Composer legs(Event::contribution_withdrawn);
    for (const Share& share : event.net) {
        legs.move(of_holding(AccountName::fund, event.holding, share),
                  of_holding(AccountName::receivable_contribution, event.holding, share),
                  share.amount);
    }
    for (const Share& share : event.gross) {
        legs.move(of_body(AccountName::allocation, share),
                  of_body(AccountName::receivable_contribution_gross, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

Posting post(const ContributionReceived& event) {
    Composer legs(Event::contribution_received);
    for (const Share& share : event.shares) {
        legs.move(at_bank(AccountName::bank, event.bank_account, share),
                  of_body(AccountName::receivable_contribution_gross, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

}  // namespace almoner::ledger

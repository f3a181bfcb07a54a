#include "ledger/posting/closing.h"

#include "ledger/posting/compose.h"

#include <utility>

namespace almoner::ledger {

Posting post(const UnapprovedGivenBack& event) {
    Composer legs(Event::unapproved_given_back);
    for (const Share& share : event.shares) {
        legs.move(of_holding(AccountName::undrawn, event.holding, share),
                  of_body(AccountName::allocation, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

Posting post(const BudgetClosed& event) {
    Composer legs(Event::budget_closed);
    for (const Share& share : event.left) {
        legs.move(of_holding(AccountName::fund, event.holding, share),
                  of_holding(AccountName::payable_reclaim, event.holding, share),
                  share.amount);
    }
    for (const Share& share : covered_by(event.third_parties, event.left)) {
        legs.move(of_body(AccountName::receivable_reclaim, share),
                  of_body(AccountName::payable_body, share),
                  share.amount);
    }
    for (const Share& share : left_after(event.left, event.third_parties)) {
        legs.move(of_body(AccountName::receivable_reclaim, share),
                  of_body(AccountName::allocation, share),
                  share.amount);
    }
    for (const Share& share : left_after(event.third_parties, event.left)) {
        legs.move(of_body(AccountName::allocation, share),
                  of_body(AccountName::payable_body, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

Posting post(const OwnShareOwedBack& event) {
    Composer legs(Event::own_share_owed_back);
    for (const Share& share : event.shares) {
        legs.move(of_holding(AccountName::fund, event.holding, share),
                  of_holding(AccountName::payable_refund, event.holding, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

Posting post(const OwnShareKept& event) {
    Composer legs(Event::own_share_kept);
    for (const Share& share : event.shares) {
        legs.move(of_holding(AccountName::payable_refund, event.holding, share),
                  held(event.holding, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

Posting post(const BodyPaymentApproved& event) {
    Composer legs(Event::body_payment_approved);
    for (const Share& share : event.shares) {
        legs.move(of_body(AccountName::payable_body, share),
                  at_bank(AccountName::transit, event.from_bank_account, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

Posting post(const BodyPaymentReturned& event) {
    Composer legs(Event::body_payment_returned);
    for (const Share& share : event.shares) {
        legs.move(at_bank(AccountName::transit, event.from_bank_account, share),
                  of_body(AccountName::payable_body, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

}  // namespace almoner::ledger

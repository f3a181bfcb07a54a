#include "ledger/posting/payment.h"

#include "ledger/posting/compose.h"
#include "ledger/values/invariant.h"

#include <utility>

namespace almoner::ledger {
namespace {

// Between the payer and a client account of ours it is in flight: that account's own lines say what
// is held there.
AccountKey beyond_transit(const Holding& holding, const Share& share) {
    const bool ours = holding.option == Option::managed_account && holding.client_account != 0;
    return ours ? in_flight(holding, share) : held(holding, share);
}

void draw_and_send(Composer& legs, const Payment& payment) {
    for (const Share& share : payment.shares) {
        legs.move(of_holding(AccountName::undrawn, payment.to, share),
                  of_holding(AccountName::fund, payment.to, share),
                  share.amount);
        legs.move(beyond_transit(payment.to, share),
                  at_bank(AccountName::transit, payment.from_bank_account, share),
                  share.amount);
    }
}

}  // namespace

Posting post(const PaymentApproved& event) {
    Composer legs(Event::payment_approved);
    draw_and_send(legs, event.payment);
    return std::move(legs).posting();
}

Posting post(const PaymentOnStatement& event) {
    Composer legs(Event::payment_on_statement);
    for (const Share& share : event.shares) {
        legs.move(at_bank(AccountName::transit, event.bank_account, share),
                  at_bank(AccountName::bank, event.bank_account, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

Posting post(const ClientReceipt& event) {
    Composer legs(Event::client_receipt);
    for (const Share& share : event.shares) {
        legs.move(held(event.holding, share), in_flight(event.holding, share), share.amount);
    }
    return std::move(legs).posting();
}

Posting post(const ClientReceiptReturned& event) {
    Composer legs(Event::client_receipt_returned);
    for (const Share& share : event.shares) {
        legs.move(in_flight(event.holding, share), held(event.holding, share), share.amount);
    }
    return std::move(legs).posting();
}

Posting post(const PaymentSettledLate& event) {
    const Payment& payment = event.payment;
    Composer legs(Event::payment_settled_late);
    if (payment.to.option == Option::notional) {
        for (const Share& share : payment.shares) {
            legs.move(of_holding(AccountName::payable_supplier, payment.to, share),
                      at_bank(AccountName::transit, payment.from_bank_account, share),
                      share.amount);
        }
        return std::move(legs).posting();
    }
    for (const Share& share : left_after(payment.shares, event.undrawn)) {
        legs.move(of_body(AccountName::allocation, share),
                  of_holding(AccountName::undrawn, payment.to, share),
                  share.amount);
    }
    draw_and_send(legs, payment);
    return std::move(legs).posting();
}

Posting post(const PaymentReturned& event) {
    const Payment& payment = event.payment;
    Composer legs(Event::payment_returned);
    for (const Share& share : shares_of_return(event)) {
        legs.move(of_holding(AccountName::fund, payment.to, share),
                  of_holding(AccountName::undrawn, payment.to, share),
                  share.amount);
        legs.move(at_bank(AccountName::transit, payment.from_bank_account, share),
                  beyond_transit(payment.to, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

Posting post(const PaymentPromisedAgain& event) {
    Composer legs(Event::payment_promised_again);
    for (const Leg& leg : event.legs) legs.move(leg.debit, leg.credit, leg.amount);
    return std::move(legs).posting();
}

Posting post(const ReturnOnStatement& event) {
    Composer legs(Event::return_on_statement);
    for (const Share& share : event.shares) {
        legs.move(at_bank(AccountName::bank, event.bank_account, share),
                  at_bank(AccountName::transit, event.bank_account, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

Posting post(const ReturnedAfterReclaim& event) {
    const Payment& payment = event.returned.payment;
    Composer legs(Event::returned_after_reclaim);
    for (const Share& share : shares_of_return(event.returned)) {
        legs.move(of_holding(AccountName::payable_reclaim, payment.to, share),
                  beyond_transit(payment.to, share),
                  share.amount);
        legs.move(at_bank(AccountName::transit, payment.from_bank_account, share),
                  of_body(AccountName::receivable_reclaim, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

Shares shares_of_return(const PaymentReturned& event) {
    const Shares left = left_after(event.payment.shares, event.returned_before);
    if (event.amount <= Money{} || event.amount > total_of(left)) {
        throw InvariantBroken("a return above what is left of its payment");
    }
    return split_by_streams(event.amount, left);
}

}  // namespace almoner::ledger

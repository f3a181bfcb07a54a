#include "ledger/posting/notional.h"

#include "ledger/posting/compose.h"

#include <utility>

namespace almoner::ledger {

Posting post(const SupplierInvoiced& event) {
    Composer legs(Event::supplier_invoiced);
    for (const Share& share : event.shares) {
        legs.move(of_holding(AccountName::undrawn, event.holding, share),
                  of_holding(AccountName::payable_supplier, event.holding, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

Posting post(const SupplierPaymentApproved& event) {
    Composer legs(Event::supplier_payment_approved);
    for (const Share& share : event.shares) {
        legs.move(of_holding(AccountName::payable_supplier, event.holding, share),
                  at_bank(AccountName::transit, event.from_bank_account, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

Posting post(const SupplierPaymentReturned& event) {
    Composer legs(Event::supplier_payment_returned);
    for (const Share& share : event.shares) {
        legs.move(at_bank(AccountName::transit, event.from_bank_account, share),
                  of_holding(AccountName::payable_supplier, event.holding, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

Posting post(const SupplierInvoiceWithdrawn& event) {
    Composer legs(Event::supplier_invoice_withdrawn);
    for (const Share& share : event.shares) {
        legs.move(of_holding(AccountName::payable_supplier, event.holding, share),
                  of_holding(AccountName::undrawn, event.holding, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

Posting post(const CommitmentNotUsed& event) {
    Composer legs(Event::commitment_not_used);
    for (const Share& share : event.shares) {
        legs.move(of_holding(AccountName::undrawn, event.holding, share),
                  of_body(AccountName::allocation, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

}  // namespace almoner::ledger

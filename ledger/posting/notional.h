// Money that the commissioner spends itself on a person's behalf: a provider's invoices.
#pragma once

#include "ledger/posting/events.h"
#include "ledger/posting/keys.h"

#include <cstdint>

namespace almoner::ledger {

struct SupplierInvoiced {
    Holding holding;
    Shares shares;
};
// Settles and meets its bank line as any payment does.
struct SupplierPaymentApproved {
    Holding holding;
    std::int32_t from_bank_account = 0;
    Shares shares;
};
// In the streams of the payment: still owed. Its bank line is ReturnOnStatement.
struct SupplierPaymentReturned {
    Holding holding;
    std::int32_t from_bank_account = 0;
    Shares shares;
};
// What was invoiced for a payment that is not made, or made with less: set aside as before.
struct SupplierInvoiceWithdrawn {
    Holding holding;
    Shares shares;
};
struct CommitmentNotUsed {
    Holding holding;
    Shares shares;
};

[[nodiscard]] Posting post(const SupplierInvoiced& event);
[[nodiscard]] Posting post(const SupplierPaymentApproved& event);
[[nodiscard]] Posting post(const SupplierPaymentReturned& event);
[[nodiscard]] Posting post(const SupplierInvoiceWithdrawn& event);
[[nodiscard]] Posting post(const CommitmentNotUsed& event);

}  // namespace almoner::ledger

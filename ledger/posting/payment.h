// A payment to a holder, from its approval to the bank lines and returns.
#pragma once

#include "ledger/posting/events.h"
#include "ledger/posting/keys.h"

#include <cstdint>
#include <vector>

namespace almoner::ledger {

// One key, one bank line and all streams together. A lead that pays for its partner pays the
// partner's shares from its own bank account.
struct Payment {
    Holding to;
    std::int32_t from_bank_account = 0;
    Shares shares;
};

struct PaymentApproved {
    Payment payment;
};
// One line may carry many payments (a submission's total).
struct PaymentOnStatement {
    std::int32_t bank_account = 0;
    Shares shares;
};
struct ClientReceipt {
    Holding holding;
    Shares shares;
};
// The client account's own line of a return; the payer's is a PaymentReturned, before or after it.
struct ClientReceiptReturned {
    Holding holding;
    Shares shares;
};
// A payment that was voided settles after all; `undrawn` is what is still set aside and not
// promised.
struct PaymentSettledLate {
    Payment payment;
    Shares undrawn;
};
// The payer's side. `amount` is above zero and at most what is left of the payment after earlier
// returns. A client account of ours shows what left it by a line of its own: ClientReceiptReturned.
struct PaymentReturned {
    Payment payment;
    Shares returned_before;
    Money amount;
};
// The legs of its approval once more, after what settled them was reversed.
struct PaymentPromisedAgain {
    std::vector<Leg> legs;
};
struct ReturnOnStatement {
    std::int32_t bank_account = 0;
    Shares shares;
};
// As PaymentReturned, where what is left has been reclaimed already.
struct ReturnedAfterReclaim {
    PaymentReturned returned;
};

[[nodiscard]] Posting post(const PaymentApproved& event);
[[nodiscard]] Posting post(const PaymentOnStatement& event);
[[nodiscard]] Posting post(const ClientReceipt& event);
[[nodiscard]] Posting post(const ClientReceiptReturned& event);
[[nodiscard]] Posting post(const PaymentSettledLate& event);
[[nodiscard]] Posting post(const PaymentReturned& event);
[[nodiscard]] Posting post(const PaymentPromisedAgain& event);
[[nodiscard]] Posting post(const ReturnOnStatement& event);
[[nodiscard]] Posting post(const ReturnedAfterReclaim& event);

// By whose money a return is: in proportion to what is left of the payment (ledger.md, Splits).
[[nodiscard]] Shares shares_of_return(const PaymentReturned& event);

}  // namespace almoner::ledger

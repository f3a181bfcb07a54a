// Death or stop: what is given back, what is reclaimed, and what the body takes over.
#pragma once

#include "ledger/posting/events.h"
#include "ledger/posting/keys.h"

#include <cstdint>

namespace almoner::ledger {

// What was set aside and not approved. A payment in flight waits for its outcome.
struct UnapprovedGivenBack {
    Holding holding;
    Shares shares;
};
// Commissioners' money only; the person's own share is OwnShareOwedBack.
struct BudgetClosed {
    Holding holding;
    Shares left;           // in the fund
    Shares third_parties;  // what the body now owes third parties for this person
};
struct OwnShareOwedBack {
    Holding holding;
    Shares shares;
};
// Direct payment: the holder has it already. A managed account pays it out (PayOutApproved).
struct OwnShareKept {
    Holding holding;
    Shares shares;
};
struct BodyPaymentApproved {
    std::int32_t from_bank_account = 0;
    Shares shares;
};
struct BodyPaymentReturned {
    std::int32_t from_bank_account = 0;
    Shares shares;
};

[[nodiscard]] Posting post(const UnapprovedGivenBack& event);
[[nodiscard]] Posting post(const BudgetClosed& event);
[[nodiscard]] Posting post(const OwnShareOwedBack& event);
[[nodiscard]] Posting post(const OwnShareKept& event);
[[nodiscard]] Posting post(const BodyPaymentApproved& event);
[[nodiscard]] Posting post(const BodyPaymentReturned& event);

}  // namespace almoner::ledger

// A lead commissioner that pays for its partner, and gets it back.
#pragma once

#include "ledger/posting/events.h"
#include "ledger/posting/shares.h"

#include <cstdint>

namespace almoner::ledger {

// The shares are the partner's money; the lead is known by the bank account that lent it.
struct RechargeClaimed {
    std::int32_t lead_bank_account = 0;
    Shares shares;
    bool partner_in_books = true;
};
struct RechargeApproved {
    std::int32_t from_bank_account = 0;  // the partner's
    Shares shares;
};
struct RechargeReceived {
    std::int32_t lead_bank_account = 0;
    Shares shares;
};

[[nodiscard]] Posting post(const RechargeClaimed& event);
[[nodiscard]] Posting post(const RechargeApproved& event);
[[nodiscard]] Posting post(const RechargeReceived& event);

}  // namespace almoner::ledger

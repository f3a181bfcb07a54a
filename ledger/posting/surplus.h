// Money that a person has more of than they need: offset, reclaimed, waived or lost.
#pragma once

#include "ledger/posting/events.h"
#include "ledger/posting/keys.h"

#include <cstdint>

namespace almoner::ledger {

struct SurplusOffset {
    Holding holding;
    Shares shares;
};
struct ReclaimMatured {
    Holding holding;
    Shares shares;
};
// The commissioner's bank line and the holder's side of it, each posted with its own: a managed
// account's or third party's repayment is two bank lines on two days.
struct ReclaimReceived {
    std::int32_t bank_account = 0;
    Shares shares;
};
struct ReclaimPaidByHolder {
    Holding holding;
    Shares shares;
};
struct ReclaimWaived {
    Holding holding;
    Shares shares;
};
struct ReclaimLost {
    Holding holding;
    Shares shares;
};

[[nodiscard]] Posting post(const SurplusOffset& event);
[[nodiscard]] Posting post(const ReclaimMatured& event);
[[nodiscard]] Posting post(const ReclaimReceived& event);
[[nodiscard]] Posting post(const ReclaimPaidByHolder& event);
[[nodiscard]] Posting post(const ReclaimWaived& event);
[[nodiscard]] Posting post(const ReclaimLost& event);

}  // namespace almoner::ledger

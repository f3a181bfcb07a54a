// Spending that a holder, fund provider or trust accounts for.
#pragma once

#include "ledger/posting/events.h"
#include "ledger/posting/keys.h"

namespace almoner::ledger {

// On a line with a net contribution `shares` is the sum split by that period's net and contribution
// (split_by_streams).
struct SpendingAccounted {
    Holding holding;
    Shares shares;
};
// What was paid for comes back, to the same line: spending the other way, so that what was spent to
// date is what was spent less what came back.
struct SpendingRefunded {
    Holding holding;
    Shares shares;
};
struct ManagementCharged {
    Holding holding;
    Shares shares;
};

[[nodiscard]] Posting post(const SpendingAccounted& event);
[[nodiscard]] Posting post(const SpendingRefunded& event);
[[nodiscard]] Posting post(const ManagementCharged& event);

}  // namespace almoner::ledger

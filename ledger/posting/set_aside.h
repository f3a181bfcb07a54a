// Money that a commissioner sets aside for a person's period.
#pragma once

#include "ledger/posting/events.h"
#include "ledger/posting/keys.h"

namespace almoner::ledger {

struct PeriodSetAside {
    Holding holding;
    Shares shares;    // the whole period's money
    Shares advanced;  // of it, set aside already by an emergency advance
};

[[nodiscard]] Posting post(const PeriodSetAside& event);

}  // namespace almoner::ledger

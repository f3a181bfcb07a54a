// A person who comes with money: taken over from another system, or paying in their own.
#pragma once

#include "ledger/posting/events.h"
#include "ledger/posting/keys.h"
#include "ledger/posting/owed.h"

namespace almoner::ledger {

struct PersonTakenOver {
    Holding holding;
    Shares held;
    Debts owed;  // by the holder, at the takeover
};
struct OwnMoneyPaidIn {
    Holding holding;
    Shares shares;  // stream person
};

[[nodiscard]] Posting post(const PersonTakenOver& event);
[[nodiscard]] Posting post(const OwnMoneyPaidIn& event);

}  // namespace almoner::ledger

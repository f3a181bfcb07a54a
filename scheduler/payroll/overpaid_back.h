// What the bank gives back of a slip that was overpaid is owed back no more, and paid to nobody
// again.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/records/payment.h"
#include "ledger/values/money.h"

#include <cstdint>

namespace almoner::scheduler {

struct MoneyBack {
    std::int64_t id = 0;  // of the bank's line
    ledger::Money amount{};
    ledger::Date on{};
};

// Of a payment of net pay, pension or an order whose return was posted just now: as far as the
// slips that it paid, or those that took their place, show it as overpaid. Of others nothing.
void take_overpaid_back(ledger::Work& work,
                        const ledger::PaymentRecord& payment,
                        const MoneyBack& back);

}  // namespace almoner::scheduler

// What HMRC pays back into a client account: of which slips it is, and whose money.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/values/money.h"
#include "ledger/values/outcome.h"

#include <cstdint>
#include <string>

namespace almoner::scheduler {

struct HmrcRefund {
    std::int32_t budget = 0;
    std::int32_t client_account = 0;
    ledger::Money amount{};
    ledger::Date on{};
};

// Refused, in `field`: nothing-owed, where the slips of the budget don't show that HMRC owes as
// much.
[[nodiscard]] ledger::Outcome<ledger::Done> may_take_refund(ledger::Work& work,
                                                            const HmrcRefund& refund,
                                                            const std::string& field);
// Of the oldest slips first; what they show as owed by HMRC is set off against nothing any more. To
// whose money it was paid out of it goes back.
void take_refund(ledger::Work& work, const HmrcRefund& refund, std::int64_t proposal);

}  // namespace almoner::scheduler

// Money that came back from payments, by bank line and by whose money it is.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/posting/shares.h"
#include "ledger/storage/database.h"
#include "ledger/views/as_of.h"

#include <cstdint>
#include <functional>

namespace almoner::ledger {

struct ReturnedPart {
    std::int64_t payment = 0;
    Date booked_on{};
    Shares shares{};
};

// Every return that a bank line showed, by payment and then in the order in which they were
// matched, split as they were posted.
void each_return(Database& database,
                 const std::function<void(const ReturnedPart&)>& take,
                 const AsOf& as_of = {});

}  // namespace almoner::ledger

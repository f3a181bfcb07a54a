// Every transfer that moved money, in the order in which the books learnt of it.
#pragma once

#include "ledger/area/scope.h"
#include "ledger/calendar/date.h"
#include "ledger/posting/events.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"
#include "ledger/values/outcome.h"
#include "ledger/views/as_of.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace almoner::ledger {

struct TransferLine {
    std::int64_t id = 0;
    std::int64_t seq = 0;  // its journal row
    Date booked{};
    Date effective{};
    std::optional<Date> settled{};
    const EventRow* event = nullptr;  // none: a kind that the posting table does not list
    std::int64_t debit = 0;           // accounts by id
    std::int64_t credit = 0;
    Money amount{};
    std::string plan_line{};  // its reference; empty when none
    std::optional<Period> period{};
    std::optional<std::int64_t> reverses{};  // the journal row that this one takes back
};

// Refused to a reader who may not see everybody and every stream (`whole-area-only`): a part of the
// books does not balance.
Outcome<Done> sees_whole_area(const Scope& scope);

// Posted and settled, never what is only promised. Refused as sees_whole_area is.
Outcome<Done> each_transfer(const Scope& scope,
                            Database& database,
                            const std::function<void(const TransferLine&)>& take,
                            const AsOf& as_of = {});

}  // namespace almoner::ledger

// Every payment of the area as a moment of the journal had it.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/records/states.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"
#include "ledger/views/as_of.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace almoner::ledger {

struct PaymentThen {
    std::int64_t id = 0;
    std::int64_t paid_from = 0;  // a bank account of ours
    std::int64_t reissues = 0;   // the earlier payment of the same money; 0: none
    Date entry_on{};
    Money net{};
    PaymentState state{};
    std::optional<Date>
        paid_on{};  // by the bank's date; what came back since was paid all the same
};

// Those that were proposed by then, in the order of their ids.
[[nodiscard]] std::vector<PaymentThen> payments_then(Database& database, const AsOf& as_of);

}  // namespace almoner::ledger

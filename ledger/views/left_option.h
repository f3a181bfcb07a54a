// Ways of managing a budget that another has taken the place of, and whose money may still be
// there.
#pragma once

#include "ledger/storage/database.h"
#include "ledger/values/kinds.h"
#include "ledger/views/as_of.h"

#include <cstdint>
#include <optional>

namespace almoner::ledger {

// One funder's money in one way of managing one budget; `person` belongs to any of its lines.
struct ManagedMoney {
    std::int64_t budget = 0;
    Option option = Option::none;
    Stream stream{};
    std::int64_t body = 0;
};

// Whether a plan line that has not ended before the day pays it.
[[nodiscard]] bool is_still_paid(Database& database, const ManagedMoney& money, Date day);

// Since when it is managed another way; nothing where it is still paid so.
[[nodiscard]] std::optional<Date> left_on(Database& database,
                                          const ManagedMoney& money,
                                          const AsOf& as_of);

}  // namespace almoner::ledger

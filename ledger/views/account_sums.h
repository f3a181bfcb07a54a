// What each account's transfers add up to: the other side of its counters.
#pragma once

#include "ledger/storage/database.h"
#include "ledger/views/as_of.h"

#include <cstdint>
#include <unordered_map>

namespace almoner::ledger {

// In pence.
struct AccountSides {
    std::int64_t debit = 0;
    std::int64_t credit = 0;

    [[nodiscard]] std::int64_t net() const { return debit - credit; }
};
using AccountSums = std::unordered_map<std::int64_t, AccountSides>;

// Posted and settled, as the books had them; by the account's id. Reads every transfer.
[[nodiscard]] AccountSums sums_of_transfers(Database& database, const AsOf& as_of);

}  // namespace almoner::ledger

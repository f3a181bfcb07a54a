// The payment that a line of a client account names by its payee's reference instead of ours.
#pragma once

#include "ledger/storage/database.h"
#include "scheduler/reconciliation/bank_line.h"

#include <cstdint>
#include <set>

namespace almoner::scheduler {

// What left: the oldest of its amount that no line shows yet. What came back: the newest that is no
// smaller and left in the two months before. Never one of `taken`, to which it is added. 0: none.
[[nodiscard]] std::int64_t named_otherwise(ledger::Database& database,
                                           const BankLine& line,
                                           std::set<std::int64_t>& taken);

}  // namespace almoner::scheduler

// Which payments of managed accounts pay the same as another, and whether together they pay more
// than is owed.
#pragma once

#include "ledger/area/work.h"
#include "ledger/records/states.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <vector>

namespace almoner::scheduler {

struct PaysTheSame {
    std::int64_t payment = 0;
    std::int64_t run = 0;
    ledger::PaymentState state{};
};

// Those that are held, promised or paid: of the same invoice, fee or opening balance, or of a slip
// that it pays or that stands in the place of one, and there of the same debt. By payment, without
// it; of a payment that pays nothing of the kind none.
[[nodiscard]] std::vector<PaysTheSame> paying_the_same(ledger::Database& database,
                                                       std::int64_t payment);

// Whether what it pays is promised and paid above what is owed, it with the others, as the tables
// have it.
[[nodiscard]] bool pays_too_much(ledger::Work& work, std::int64_t payment);

}  // namespace almoner::scheduler

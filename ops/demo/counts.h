// What a demonstration did, counted.
#pragma once

#include "ledger/values/money.h"

#include <cstdint>

namespace almoner::ops::demo {

struct Counts {
    std::int64_t runs = 0;
    std::int64_t payments = 0;
    ledger::Money paid_out{};  // in the files that were sent
    std::int64_t held = 0;
    std::int64_t settled = 0;
    std::int64_t returned = 0;
    std::int64_t received = 0;  // seen on the client account
    std::int64_t payees_confirmed = 0;
    std::int64_t rate_changes = 0;
    std::int64_t uplifts = 0;
    std::int64_t deaths = 0;
    std::int64_t recalled = 0;
    std::int64_t too_late_to_recall = 0;
    std::int64_t option_changes = 0;
    std::int64_t handed_over = 0;
    std::int64_t contributions = 0;
    std::int64_t late_contributions = 0;
    std::int64_t in_suspense = 0;
    std::int64_t explained = 0;
};

}  // namespace almoner::ops::demo

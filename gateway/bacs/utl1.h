// UTL1, the user trailer label: totals and counts, contras included (payments.md, section 2.5).
#pragma once

#include "ledger/values/money.h"

#include <cstdint>
#include <string>

namespace almoner::gateway::bacs {

struct Utl1 {
    ledger::Money debit_value_total;
    ledger::Money credit_value_total;
    std::int64_t debit_item_count = 0;
    std::int64_t credit_item_count = 0;

    void append_to(std::string& out) const;
};

}  // namespace almoner::gateway::bacs

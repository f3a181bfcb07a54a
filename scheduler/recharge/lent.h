// What a lead commissioner has lent its partner out of its own bank accounts, and not claimed yet.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/values/kinds.h"
#include "ledger/values/money.h"

#include <cstdint>
#include <vector>

namespace almoner::scheduler {

struct Lent {
    std::int32_t bank_account = 0;
    ledger::Stream stream{};
    ledger::Money amount{};

    friend bool operator==(const Lent&, const Lent&) = default;
};

// By bank account and stream, what had left for the partner up to the day, by the bank's dates, has
// not come back since and is in no claim. `lead` and `partner` are organisations.
[[nodiscard]] std::vector<Lent> lent_unclaimed(ledger::Work& work,
                                               std::int64_t lead,
                                               std::int64_t partner,
                                               ledger::Date until);

}  // namespace almoner::scheduler

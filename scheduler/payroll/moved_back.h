// What postings moved between what slips owe and what assistants owe back.
#pragma once

#include "ledger/area/work.h"
#include "ledger/posting/account.h"
#include "ledger/values/kinds.h"
#include "ledger/values/money.h"

#include <cstdint>
#include <vector>

namespace almoner::scheduler {

struct MovedBack {
    ledger::AccountName payable{};
    ledger::Stream stream{};
    std::int64_t body = 0;
    ledger::Money amount{};  // above zero: owed back; below: recovered
};

// Of these transfers, in their order. As the books have it: also of accounts that an earlier
// command of the same commit opened, and of transfers of this command.
[[nodiscard]] std::vector<MovedBack> moved_back(ledger::Work& work,
                                                const ledger::IdRange& transfers);

}  // namespace almoner::scheduler

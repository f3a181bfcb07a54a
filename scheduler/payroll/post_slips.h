// Puts the slips of a run into the books: out of the fund, or above it as a wage that is owed.
#pragma once

#include "ledger/area/work.h"
#include "ledger/posting/keys.h"
#include "ledger/posting/owed.h"
#include "ledger/records/pay_slip.h"
#include "scheduler/commands/run_fields.h"

#include <cstdint>
#include <map>

namespace almoner::scheduler {

struct PostedSlips {
    CountAndTotal posted{};  // out of funds that cover them
    CountAndTotal owed{};    // above their fund
    CountAndTotal shown{};   // the holder pays them: nothing is posted
    std::map<std::int64_t, ledger::Money> short_by_budget{};
};

// Those of the run's slips that are in the books already stay as they are. A command with a wage
// above its fund is one of facts: owed by law, it posts whatever the fund holds.
[[nodiscard]] PostedSlips post_slips(ledger::Work& work, std::int64_t run);

// What a plan line's part of a slip makes the holder owe. A refund of tax above all that is due is
// none of it: see refund_of.
[[nodiscard]] ledger::Debts debts_of(const ledger::PaySlipSplit& split);
[[nodiscard]] ledger::Shares refund_of(const ledger::PaySlipSplit& split);
[[nodiscard]] ledger::Holding holding_of(const ledger::PaySlip& slip);

}  // namespace almoner::scheduler

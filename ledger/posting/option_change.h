// A budget, or part of it, that is managed another way from now on.
#pragma once

#include "ledger/posting/events.h"
#include "ledger/posting/keys.h"

namespace almoner::ledger {

struct OptionChanged {
    Holding from;
    Holding to;
    Shares undrawn;
};
// What arrives, on the day it arrives; the rest stays under the old option until its final return.
// `on_statement` is false where the old holder has sent it and our client account has yet to show
// it.
struct OptionMoneyMoved {
    Holding from;
    Holding to;
    Shares shares;
    bool on_statement = true;
};

[[nodiscard]] Posting post(const OptionChanged& event);
[[nodiscard]] Posting post(const OptionMoneyMoved& event);

}  // namespace almoner::ledger

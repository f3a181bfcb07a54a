// Whether a line that is managed another way is paid on terms that leave the person less.
#pragma once

#include "scheduler/commands/command.h"
#include "scheduler/option_change/option_content.h"
#include "scheduler/reduction/ground.h"

namespace almoner::scheduler {

// Nothing where the agreement that pays from then on goes on as long as the one before, and the
// person's own share is no higher. A direct payment or a managed account that is left for another
// way, and a line that nobody is paid for until a draft is signed, need the person's request or
// another ground. Else as may_lower() refuses.
[[nodiscard]] ledger::Outcome<ledger::Done> may_have_other_terms(Asked& asked,
                                                                 const OptionWish& wish,
                                                                 const Ground& ground);

}  // namespace almoner::scheduler

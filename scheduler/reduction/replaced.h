// Whether something as good takes the place of what is to be worth less, or to end.
#pragma once

#include "scheduler/reduction/ground.h"

namespace almoner::scheduler {

// Plan lines: others of the same money begin on that very day, and on each later day come to no
// less than all that was given up for them from that day on. An agreement: another one pays the
// same lines from that day on, as long, and asks the person for no more.
[[nodiscard]] bool is_replaced(ledger::Database& database, const Lowering& lowering);

}  // namespace almoner::scheduler

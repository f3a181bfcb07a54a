// almoner budget asked|late: when a budget was asked for, and what is done when its first payment
// takes too long.
#pragma once

#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Fields: budget, on (the day of the request), evidence (its letter, optional). At once: the clock
// to the first payment runs from that day. Refused: budget-unknown, day-in-the-future,
// nothing-to-change, paid-before.
[[nodiscard]] ledger::Outcome<Answer> budget_asked(Asked& asked);

// Fields: budget. For the daily job: asks CLK-01, and opens a task where it is late; ends that task
// once there is a payment. Refused: budget-unknown, not-asked-for.
[[nodiscard]] ledger::Outcome<Answer> budget_late(Asked& asked);

inline constexpr std::string_view first_payment_late_task = "first-payment-late";

}  // namespace almoner::scheduler

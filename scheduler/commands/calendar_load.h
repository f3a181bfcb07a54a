// almoner calendar load: takes a new list of bank holidays and re-dates what is already scheduled.
#pragma once

#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Field: file:bank_holidays (the format of ledger/calendar/bank_holidays.h, which says its own
// version). Payments that are not in a file yet get the entry day that they would have had under
// the new list, but never one that can't be reached any more. The answer lists the days `added` and
// `removed`, the payments `redated` {payment, from, to, late}, and those `beyond_reach`, which are
// with the bank already and would arrive on a day that is no working day. Refused: what
// parse_bank_holidays refuses, and calendar-loaded-already.
[[nodiscard]] ledger::Outcome<Answer> calendar_load(Asked& asked);

}  // namespace almoner::scheduler

// The plan line that takes the place of one that is managed another way from a day on.
#pragma once

#include "ledger/records/plan_line.h"
#include "scheduler/commands/people_fields.h"

namespace almoner::scheduler {

// Whether the old line may be left on that day. Refused in `in`: plan-line-held, one-off-line,
// day-in-the-past, before-the-line, plan-line-ended, later-change.
void check_line_to_leave(FieldReading& in,
                         const Asked& asked,
                         const ledger::PlanLine& line,
                         ledger::Date from);

// Fields option, new_plan_line, amount, purpose; the rest is as it was. Refused in `in`:
// nothing-to-change, amount-is-nothing, plan-line-exists.
[[nodiscard]] ledger::PlanLine line_after(FieldReading& in,
                                          const Asked& asked,
                                          const ledger::PlanLine& old,
                                          ledger::Date from);

}  // namespace almoner::scheduler

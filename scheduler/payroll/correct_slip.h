// A slip that was wrong: the old one is taken back and the new one posted, in one go.
#pragma once

#include "ledger/area/work.h"
#include "scheduler/payroll/draft_payroll.h"

namespace almoner::scheduler {

// The slip as the records make it now: nothing where nobody would be paid any more is a slip of
// nil. Refused: what keeps the job from having a slip, by the finding's code; nothing-differs.
[[nodiscard]] ledger::Outcome<DraftSlip> slip_reckoned_anew(const Asked& asked,
                                                            const ledger::PaySlip& old);

// Writes the new slip under the run and moves the money: what was paid of the old one above the new
// one is owed back by the assistant. How far the fund falls short of it.
[[nodiscard]] ledger::Money put_in_place(ledger::Work& work,
                                         std::int64_t run,
                                         const ledger::PaySlip& old,
                                         DraftSlip made);

}  // namespace almoner::scheduler

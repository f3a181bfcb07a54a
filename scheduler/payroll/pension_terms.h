// What the law of automatic enrolment asks of an employer's contributions and of a job's state.
#pragma once

#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "rules/payroll/rate_book.h"
#include "scheduler/payroll/row_cells.h"

namespace almoner::scheduler {

// Of contributions that are new or changed. Complains: `pension-contributions-too-low`.
void check_contributions(RowCells& row,
                         const rules::RateBook& book,
                         const ledger::Employer& before,
                         const ledger::Employer& now);

// Of a state that is new: a postponement of more than three months, opting out outside the month
// after the enrolment and its letter. Complains: `postponement-too-long`, `period-turned-round`,
// `opt-out-too-early`, `opt-out-too-late`.
void check_pension_state(RowCells& row,
                         const rules::RateBook& book,
                         const ledger::Employment& before,
                         const ledger::Employment& now);

}  // namespace almoner::scheduler

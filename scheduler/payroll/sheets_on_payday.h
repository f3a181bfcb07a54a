// Which timesheets of a job a payday pays, and what is said of those that it does not pay.
#pragma once

#include "ledger/records/pay_slip.h"
#include "ledger/records/timesheet.h"
#include "scheduler/payroll/job_on_payday.h"

#include <optional>
#include <vector>

namespace almoner::scheduler {

// Fills in sheets, findings and what is known of the period's hours. A cycle or a leaver's run pays
// what is confirmed up to its last day; a run off the cycle what was decided to go off it, and what
// is confirmed behind its own payday. Hours of days that were paid before are paid by no run: they
// go into the correction of the slip that paid them, and that one takes nothing else. Hours of a
// payday that the provider before paid are paid by no run, unless it was decided so.
void take_sheets(ledger::Database& database, JobRecords& job);

// Whether the payday of the period that these days end in is one of the provider before, whose
// figures were taken over up to a day. Nothing: of a job that was not taken over.
[[nodiscard]] bool was_paid_before_take_over(const ledger::Employer& employer,
                                             std::optional<ledger::Date> taken_over_until,
                                             const ledger::Period& days);

// Whether a slip that counts has paid the usual hours, or another sheet, of days of the period.
[[nodiscard]] bool has_paid_hours(ledger::Database& database,
                                  std::int64_t employment,
                                  const ledger::Period& days);

[[nodiscard]] bool overlap(const ledger::Period& a, const ledger::Period& b);

}  // namespace almoner::scheduler

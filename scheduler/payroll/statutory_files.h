// Adds to each row of a file what the law grants: sick pay, average earnings, holiday, family pay.
#pragma once

#include "rules/payroll/rate_book.h"
#include "scheduler/payroll/payroll_rows.h"

#include <string_view>

namespace almoner::scheduler {

// All are refused as `with_answers` refuses.

// Columns `sick_start`, `sick_end`, `weekdays_worked` (1|2|3, 0 for Sunday), and if wished
// `linked_start`, `linked_end` (an earlier spell that counts with this one) and `awe`. Answers:
// `ssp`, `days_paid`, `waiting_days`, `nothing_because`. A linked spell that is too long ago is
// counted as the row says, with a note.
[[nodiscard]] ledger::Outcome<PayrollFile> sick_pay_file(std::string_view bytes,
                                                         const rules::RateBook& book);

// Columns `pay_pattern`, `earnings`, `divisor`, and if wished `kind`: an SSP average is rounded to
// the penny, any other cut after seven decimals. Answer: `average`.
[[nodiscard]] ledger::Outcome<PayrollFile> earnings_file(std::string_view bytes,
                                                         const rules::RateBook& book);

// Column `kind`: days and hours, with `working_days_per_week` (and `hours_per_week`), `start_date`,
// `leaving_date`, `leave_year_start_date`; irregular_hours with `hours_in_pay_period`. Answer:
// `entitlement`.
[[nodiscard]] ledger::Outcome<PayrollFile> holiday_file(std::string_view bytes,
                                                        const rules::RateBook& book);

// Column `kind`: flat_weekly_rate with `tax_year`; or maternity, adoption, paternity,
// shared_parental, bereavement or neonatal with `awe` and `leave_start`, if wished `weeks`, and
// `period_start` and `period_end`, without which it is the pay of the whole leave. Answer:
// `amount`.
[[nodiscard]] ledger::Outcome<PayrollFile> family_pay_file(std::string_view bytes,
                                                           const rules::RateBook& book);

}  // namespace almoner::scheduler

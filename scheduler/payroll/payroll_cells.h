// Reads the cells of payroll files that no other file has: tax years, pay periods.
#pragma once

#include "rules/payroll/tax_year.h"
#include "scheduler/payroll/payroll_rows.h"

#include <optional>
#include <string_view>

namespace almoner::scheduler {

// 2026-27. Refused: `tax-year-unreadable`.
[[nodiscard]] ledger::Outcome<rules::TaxYear> read_tax_year(std::string_view cell);
// W, 2W, 4W or M. Refused: `period-type-unreadable`.
[[nodiscard]] ledger::Outcome<rules::PayFrequency> read_pay_frequency(std::string_view cell);

// From `tax_year`, or from `pay_date` where that is empty. A pay date of another year is a problem.
[[nodiscard]] std::optional<rules::TaxYear> take_tax_year(PayrollRow& row);
// The same for `period_no`.
[[nodiscard]] std::optional<rules::TaxPeriod> take_tax_period(PayrollRow& row,
                                                              rules::PayFrequency frequency);

}  // namespace almoner::scheduler

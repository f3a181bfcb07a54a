// Adds to each row of a file what tax, National Insurance and student loans take of the pay.
#pragma once

#include "rules/payroll/rate_book.h"
#include "scheduler/payroll/payroll_rows.h"

#include <string_view>

namespace almoner::scheduler {

// Columns, of which a row fills those that it has: `tax_year` and `period_type`, with `period_no`
// (or `pay_date` in place of year and number), `gross_period`; for tax `tax_code`, `basis`,
// `gross_to_date`, `tax_to_date_before`; for National Insurance `category`; for loans `plan`.
// Answers: `tax`, `employee_ni`, `employer_ni`, `at_lel`, `lel_pt`, `pt_uel`, `student_loan`, empty
// where the row has no input for them. Refused: what `with_answers` refuses.
[[nodiscard]] ledger::Outcome<PayrollFile> calculate_payroll_file(std::string_view bytes,
                                                                  const rules::RateBook& book);

}  // namespace almoner::scheduler

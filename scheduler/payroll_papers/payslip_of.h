// The payslip of a slip in the books: each line, each deduction, the year so far, holiday left.
#pragma once

#include "gateway/payroll_documents/payslip.h"
#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "ledger/records/pay_slip.h"
#include "ledger/storage/database.h"
#include "rules/payroll/rate_book.h"

namespace almoner::scheduler {

// What a line of pay is called: "Weekday hours", "Statutory sick pay".
[[nodiscard]] std::string words_of_pay_kind(const std::string& kind);
// "Tax week 4, paid every four weeks".
[[nodiscard]] std::string words_of_tax_period(const ledger::Employer& employer,
                                              std::int64_t period_no);

// Mileage and other expenses stand among the earnings and in what is received. A slip that takes
// the place of another names it. Refused: contact-missing.
[[nodiscard]] ledger::Outcome<gateway::Payslip> payslip_of(ledger::Database& database,
                                                           const rules::RateBook& book,
                                                           const ledger::PaySlip& slip);

}  // namespace almoner::scheduler

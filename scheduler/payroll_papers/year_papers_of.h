// P45, P60, P11 and P32 out of the slips in the books.
#pragma once

#include "gateway/payroll_documents/employer_papers.h"
#include "gateway/payroll_documents/year_papers.h"
#include "ledger/calendar/bank_holidays.h"
#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "ledger/records/pay_slip.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <optional>

namespace almoner::scheduler {

// The slip of the job's last days of work; nothing while the job lasts.
[[nodiscard]] std::optional<ledger::PaySlip> last_slip_of_leaver(ledger::Database& database,
                                                                 const ledger::Employment& job);

// Refused: contact-missing; job-not-ended (no day of leaving, or no slip of the last days).
[[nodiscard]] ledger::Outcome<gateway::P45> p45_of(ledger::Database& database,
                                                   const ledger::Employment& job);
// Refused: contact-missing, year-not-over (before 6 April), not-employed-then (on 5 April),
// nothing-paid (no slip of the year).
[[nodiscard]] ledger::Outcome<gateway::P60> p60_of(ledger::Database& database,
                                                   const ledger::Employment& job,
                                                   std::int64_t tax_year,
                                                   ledger::Date today);
// Refused: contact-missing, nothing-paid.
[[nodiscard]] ledger::Outcome<gateway::P11> p11_of(ledger::Database& database,
                                                   const ledger::Employment& job,
                                                   std::int64_t tax_year);

// What a scheme owes HMRC of a tax year, month by month, out of the slips that count. What was paid
// is what `payable:hmrc` of a managed account no longer holds, the oldest months first; where the
// holder pays, nothing is known of it.
[[nodiscard]] std::vector<gateway::P32Month> p32_months(ledger::Database& database,
                                                        const ledger::Employer& employer,
                                                        std::int64_t tax_year,
                                                        const ledger::BankHolidays& holidays);
// Refused: contact-missing, nothing-paid.
[[nodiscard]] ledger::Outcome<gateway::P32> p32_of(ledger::Database& database,
                                                   const ledger::Employer& employer,
                                                   std::int64_t tax_year,
                                                   const ledger::BankHolidays& holidays);

}  // namespace almoner::scheduler

// Whether somebody is still to be paid on a payday that has gone by: a payday on which nobody was
// owed anything has no run in the books, for a run without a slip is approved by nobody.
#pragma once

#include "ledger/records/employer.h"
#include "ledger/records/payroll_run.h"
#include "ledger/storage/database.h"
#include "rules/payroll/rate_book.h"
#include "scheduler/payroll/pay_calendar.h"

#include <span>

namespace almoner::scheduler {

// Constructed: hours of a payday that are not in by then are late ones. HMRC hears of a month
// without pay by the 19th (payroll.md, Messages).
inline constexpr int days_until_over = 10;

// What a payday is looked at with.
struct PaydayQuestion {
    std::span<const ledger::PayrollRun> runs;  // every one
    const rules::RateBook* book = nullptr;     // null: not there
    ledger::Date today{};
};

// Of the period, or from before it: hours that nobody has withdrawn, paid or decided not to pay;
// usual hours, or an absence, that no slip has closed and for which something is due. Leave without
// pay is nothing to wait for; what can't be reckoned is.
[[nodiscard]] bool is_pay_waiting(ledger::Database& database,
                                  const rules::RateBook* book,
                                  const ledger::Employer& employer,
                                  const EmployerPeriod& period);

// A run that is drafted or approved has a slip of this employer.
[[nodiscard]] bool is_in_open_run(ledger::Database& database,
                                  const ledger::Employer& employer,
                                  const ledger::PayrollRun& run);

// The cycle of the payday is in the books, or it is over and nobody waits for it.
[[nodiscard]] bool is_payday_over(ledger::Database& database,
                                  const ledger::Employer& employer,
                                  const EmployerPeriod& period,
                                  const PaydayQuestion& question);

}  // namespace almoner::scheduler

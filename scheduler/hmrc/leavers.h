// Who left a job without a slip that tells HMRC so: no hours were worked up to the end, or nothing
// was due for them.
#pragma once

#include "ledger/calendar/bank_holidays.h"
#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "ledger/records/hmrc_filing.h"
#include "ledger/records/payroll_run.h"
#include "ledger/storage/database.h"
#include "scheduler/payroll/pay_waiting.h"

#include <span>
#include <vector>

namespace almoner::scheduler {

struct Leaver {
    ledger::Employment job{};
    ledger::Date paid_on{};  // the payday of the period in which the job ended
};

// What an employer's leavers are told apart by.
struct LeaversWanted {
    const ledger::Employer& employer;
    const ledger::BankHolidays& holidays;
    std::span<const ledger::HmrcFiling> before;  // that HMRC has not turned down
    PaydayQuestion paydays{};
};

// Of jobs that HMRC knows: those whose last payday is over without a slip that reaches their end,
// and of whose day of leaving no message says anything. What the program before told is left out.
[[nodiscard]] std::vector<Leaver> untold_leavers(ledger::Database& database,
                                                 const LeaversWanted& wanted);

}  // namespace almoner::scheduler

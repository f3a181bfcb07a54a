// almoner payroll pay: what slips of managed accounts owe leaves the client account.
#pragma once

#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Fields: until (else the setting propose-ahead-days from today), service (else all). Proposes one
// run for each client account and day: net pay to each assistant, HMRC for each employer and tax
// period that is over, pension for each employer, and what orders take. What is on its way or paid
// is not proposed again; what came to nothing is. A payment that may not go out is held, with why.
// Answers {"runs": [...], "held": [...]}. Refused: service-unknown, nothing-to-pay-out,
// bank-holidays-missing, bank-holidays-unknown.
[[nodiscard]] ledger::Outcome<Answer> payroll_pay(Asked& asked);

}  // namespace almoner::scheduler

// Whether an employer without a PAYE scheme needs one.
#pragma once

#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "ledger/records/pay_slip.h"
#include "ledger/storage/database.h"

#include <optional>

namespace almoner::scheduler {

// Pay at or above the lower earnings limit, anything that HMRC is owed, or another job of the
// assistant (payroll.md, Employer status rules; other triggers, as benefits, are not known here).
[[nodiscard]] bool needs_scheme(ledger::Database& database,
                                const ledger::Employment& job,
                                const ledger::PaySlip& slip);

// The first payday of slips that count on which the employer, which HMRC has not been asked to
// register, needed a scheme; nothing: HMRC knows of the employer, or none is needed.
[[nodiscard]] std::optional<ledger::Date> scheme_needed_since(ledger::Database& database,
                                                              const ledger::Employer& employer);

}  // namespace almoner::scheduler

// What HMRC gives back of the statutory pay of a slip, so that the slip makes its employer owe HMRC
// so much less.
#pragma once

#include "ledger/records/employer.h"
#include "ledger/records/pay_slip.h"
#include "ledger/records/slip_recoverable.h"
#include "ledger/values/outcome.h"
#include "rules/payroll/rate_book.h"

#include <array>
#include <string_view>
#include <vector>

namespace almoner::scheduler {

// Of parents: sick pay is not given back.
inline constexpr std::array<std::string_view, 6> kinds_given_back{
    "maternity", "paternity", "adoption", "shared-parental", "bereavement", "neonatal"};

// By kind, of parents' pay alone. The year of the payday has the rate,
// and the employer's record whether it is a small one. Refused: `payroll-rate-missing`.
[[nodiscard]] ledger::Outcome<std::vector<ledger::SlipRecoverable>> recoverable_pay(
    const rules::RateBook& book,
    const ledger::Employer& employer,
    ledger::Date paid_on,
    const std::vector<ledger::PaySlipLine>& lines);

[[nodiscard]] ledger::Money total_of(const std::vector<ledger::SlipRecoverable>& rows);

}  // namespace almoner::scheduler

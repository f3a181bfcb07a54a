// Statutory pay that HMRC gives back to an employer, as its payment summary claims it.
#pragma once

#include "gateway/hmrc/employer_payment_summary.h"
#include "ledger/calendar/date.h"
#include "ledger/records/pay_slip.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace almoner::scheduler {

struct RecoveredOf {
    std::int64_t employer = 0;
    std::int64_t tax_year = 0;
    std::int64_t told_month = 0;  // up to which HMRC was told before; 0: it was not
};

// Of the employer's slips in the tax year: up to the end of the last tax month that is over by the
// day and has any, or of the one that HMRC was told before; nothing where there is neither. What
// was told and is not given back after all is told as nil. The year to date begins with what was
// recovered before the take-over, which HMRC knows from the payroll before.
[[nodiscard]] std::optional<gateway::hmrc::RecoverableAmounts> recovered_to_date(
    ledger::Database& database,
    const std::vector<ledger::PaySlip>& slips,
    const RecoveredOf& wanted,
    ledger::Date today);

}  // namespace almoner::scheduler

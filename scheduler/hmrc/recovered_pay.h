// Statutory pay that HMRC gives back to an employer, as its payment summary claims it.
#pragma once

#include "gateway/hmrc/employer_payment_summary.h"
#include "ledger/calendar/date.h"
#include "ledger/records/pay_slip.h"
#include "ledger/storage/database.h"

#include <optional>
#include <vector>

namespace almoner::scheduler {

// Of the slips of one employer in the tax year: up to the end of the last tax month that is over by
// the day and has any, or of the one that HMRC was told before (0: none); nothing where there is
// neither. What was told and is not given back after all is told as nil.
[[nodiscard]] std::optional<gateway::hmrc::RecoverableAmounts> recovered_to_date(
    ledger::Database& database,
    const std::vector<ledger::PaySlip>& slips,
    std::int64_t tax_year,
    ledger::Date today,
    std::int64_t told_month);

}  // namespace almoner::scheduler

// The support service's fees of agreements: which periods are over and not charged, and what of
// those that were charged is not paid.
#pragma once

#include "ledger/area/work.h"
#include "ledger/records/agreement.h"
#include "ledger/records/agreement_fee.h"
#include "ledger/records/budget.h"
#include "ledger/records/plan_line.h"

#include <string>
#include <vector>

namespace almoner::scheduler {

struct FeeDue {
    ledger::AgreementFee fee{};
    ledger::Agreement agreement{};
    ledger::Period days{};
    ledger::PlanLine line{};  // as of the last day
    // Why it can't be charged: "agreement-not-active"; of the budget's money "plan-line-ended" (or
    // not begun) and "fund-short"; else "".
    std::string held{};
};

// The whole periods of the terms up to the day, each counted from the first day of its terms: 28
// days, or a month. A period that other terms or the agreement's end cut short is none.
[[nodiscard]] std::vector<ledger::Period> fee_periods(const ledger::AgreementFee& fee,
                                                      ledger::Date last);

// Of one service, by agreement and period. What one takes of a fund is gone for the next. Folds the
// books.
[[nodiscard]] std::vector<FeeDue> fees_due(ledger::Work& work,
                                           std::int64_t service,
                                           ledger::Date until);

// 13 four-weeks or 12 months of it.
[[nodiscard]] ledger::Money worth_in_a_year(const ledger::AgreementFee& fee);

// Out of which fund's money it is paid, or the body's.
[[nodiscard]] ledger::Shares shares_of_fee(ledger::Work& work, const FeeDue& due);

// Charged, and neither paid nor on its way.
struct OpenFee {
    ledger::FeeCharge charge{};
    ledger::AgreementFee fee{};
    ledger::Money open{};
};
[[nodiscard]] std::vector<OpenFee> open_fees(ledger::Database& database, std::int64_t service);

}  // namespace almoner::scheduler

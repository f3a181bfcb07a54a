// How a slip in the books came to its figures: its pay by the job's own rates, and what the law
// takes reckoned again, each step with its rule, its rate and where that rate is from.
#pragma once

#include "ledger/records/pay_slip.h"
#include "ledger/storage/database.h"
#include "rules/payroll/rate_book.h"
#include "rules/payroll/workings.h"

#include <string>
#include <vector>

namespace almoner::scheduler {

struct SlipTrace {
    std::vector<rules::WorkingStep> steps{};  // pay, what is taken, what the employer adds
    // The sums that come out otherwise when they are reckoned again: by other rates than the
    // slip's run had, or because the records of its day have changed since.
    std::vector<std::string> differs{};
};

// `book`: the program's rates. Refused: what the rules refuse (payroll-rate-missing).
[[nodiscard]] ledger::Outcome<SlipTrace> trace_slip(ledger::Database& database,
                                                    const rules::RateBook& book,
                                                    const ledger::PaySlip& slip);

}  // namespace almoner::scheduler

// How the sums of one pay slip follow from the law's rates: each step with the rule that it
// follows, and the rate that it takes with its source.
#pragma once

#include "ledger/values/money.h"
#include "rules/payroll/rate_book.h"
#include "rules/payroll/slip.h"

#include <optional>
#include <string>
#include <vector>

namespace almoner::rules {

struct WorkingStep {
    std::string figure{};  // the sum that it leads to: "tax", "pension"
    std::string words{};
    ledger::Money amount{};
    std::string rule{};  // where the law or HMRC says so; empty: arithmetic
    std::string item{};  // the rate's name; empty: it takes none
    std::optional<RateFigure> rate{};
};

struct SlipWorkings {
    std::vector<WorkingStep> steps{};  // the last one of each sum is the sum itself
    Slip slip{};                       // what they come to, as slip_for() has it
};

// Tax and National Insurance always, the others where they are not nil. Orders are part of `slip`,
// and their own rule says what they take: no step. Refused: what slip_for() refuses.
[[nodiscard]] ledger::Outcome<SlipWorkings> slip_workings(const RateBook& book,
                                                          const SlipTerms& terms,
                                                          const SlipToDate& before,
                                                          ledger::Money gross);

// "20%", "£967.68", "4", "yes", as the file of rates has it.
[[nodiscard]] std::string rate_words(const std::string& item, const RateFigure& rate);

}  // namespace almoner::rules

// What HMRC makes of all that a scheme told it of a tax year: the newest sums to date of each
// person count, whatever was told before.
#pragma once

#include "ops/hmrc_stand_in/submission.h"

#include <span>
#include <string_view>

namespace almoner::ops::hmrc_stand_in {

struct Scheme {
    std::string_view office{};    // "123/AB456"
    std::string_view tax_year{};  // "26-27"
    // Of the year, for whom it is claimed: at most the employer's National Insurance.
    ledger::Money allowance{};
};

// Tax, National Insurance and loans, less Employment Allowance where a summary claims it and less
// what is recovered. `submissions`: in the order in which they were taken.
[[nodiscard]] ledger::Money owed_of_year(std::span<const Submission> submissions,
                                         const Scheme& scheme);

}  // namespace almoner::ops::hmrc_stand_in

// almoner payroll filings|filing: what HMRC was told of which employer, and where each stands.
#pragma once

#include "api/cli/reading.h"

namespace almoner::api {

// Of an employer, or all.
[[nodiscard]] int list_filings(const Call& call, Reading& reading);
// Each step, HMRC's errors by payroll number; with --xml the message itself. The look is noted.
// Refused: filing-unknown, filing-erased.
[[nodiscard]] int show_filing(const Program& program, const Call& call, Reading& reading);

// "accepted", "accepted; its answer is to be deleted at HMRC".
[[nodiscard]] std::string filing_words(std::string_view state, bool is_answer_held);

inline constexpr const char* not_todays_schemas =
    "HMRC's current schemas were not to be had: structure and order are checked against the "
    "elements of 2022-23 (ops/docs/telling-hmrc.md).";

}  // namespace almoner::api

// Reads a pain.001 message in the UK profile the way a strict bank would; knows nothing of our
// writer.
#pragma once

#include "ledger/values/outcome.h"
#include "ops/bank_stand_in/submission.h"

#include <string_view>

namespace almoner::ops::bank_stand_in {

// pain.001.001.03 and .09. Refused with the first breach, e.g. xml-malformed, message-unknown,
// count-differs, control-sum-differs, requested-day, currency, amount, clearing-system, sort-code,
// account-number, end-to-end-id-repeated, name-missing.
[[nodiscard]] ledger::Outcome<Submission> read_pain001(std::string_view bytes);

}  // namespace almoner::ops::bank_stand_in

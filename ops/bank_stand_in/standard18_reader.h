// Reads a Bacs Standard 18 submission the way a strict bank would; knows nothing of our writer.
#pragma once

#include "ledger/values/outcome.h"
#include "ops/bank_stand_in/submission.h"

#include <string_view>

namespace almoner::ops::bank_stand_in {

// Refused with the first breach and its line, e.g. hdr2-missing, label-order, label-unknown,
// label-length, data-record-length, vol1-service-user-number, hdr1-creation-date, uhl1-work-code,
// data-characters, transaction-code, contra-missing, contra-amount, utl1-totals, utl1-counts
// (payments.md, sections 2.1 to 2.7).
[[nodiscard]] ledger::Outcome<Submission> read_standard18(std::string_view bytes);

}  // namespace almoner::ops::bank_stand_in

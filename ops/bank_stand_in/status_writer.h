// The bank's first answer to a file, as a pain.002.001.03 status report.
#pragma once

#include "ledger/values/outcome.h"
#include "ops/bank_stand_in/submission.h"

#include <string>

namespace almoner::ops::bank_stand_in {

struct RejectedPayment {
    std::string group;
    std::string id;  // EndToEndId, or a Bacs payment's reference
    std::string code;
    std::string words;
};

struct StatusReport {
    std::string id;
    ledger::Date on;
    std::string original_id;
    std::string original_name;
    std::size_t payments = 0;
    std::vector<RejectedPayment> rejected;        // by group, in the order of the file
    const ledger::Refusal* whole_file = nullptr;  // why nothing of the file was taken
};

// ACCP when all was taken, PART when some were, RJCT when none was.
[[nodiscard]] std::string write_status(const StatusReport& report);

}  // namespace almoner::ops::bank_stand_in

// The contra: what the originating account pays for a day's credits, so that the section balances.
#pragma once

#include "gateway/bacs/data_record.h"

namespace almoner::gateway::bacs {

struct OwnAccount {
    std::string_view sort_code;
    std::string_view account_number;
    std::string_view name;  // in Bacs characters, at most 18
};

// One for each originating account and processing day (payments.md, section 2.5).
[[nodiscard]] DataRecord contra(const OwnAccount& own,
                                ledger::Money total,
                                std::optional<ledger::Date> processing_date);

}  // namespace almoner::gateway::bacs

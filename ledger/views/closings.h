// What each bank account's newest closing balance says, and which lines it does not cover.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace almoner::ledger {

struct Closing {
    std::int64_t bank_account = 0;
    std::optional<Date> on{};  // nothing: no statement of it gave a closing balance
    std::int64_t pence = 0;
    std::int64_t lines_after = 0;  // booked after it, and on no statement that it closes
    std::int64_t pence_after = 0;
};

// Of every account that a statement was read of, by number. The newest by the balance's own day,
// whatever order the files were read in.
[[nodiscard]] std::vector<Closing> last_closings(Database& database);

}  // namespace almoner::ledger

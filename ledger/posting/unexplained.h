// Statement lines that nobody has explained yet, and charges on a client account.
#pragma once

#include "ledger/posting/events.h"
#include "ledger/posting/shares.h"

#include <cstdint>

namespace almoner::ledger {

// A line of one bank account, in stream unassigned, of the body that owns the account.
struct UnassignedLine {
    std::int32_t bank_account = 0;
    std::int32_t owner = 0;
    Money amount;
};

struct LineInUnexplained {
    UnassignedLine line;
};
struct LineOutUnexplained {
    UnassignedLine line;
};
// A second bank line for a payment that is matched already: never transit.
struct DuplicateOnStatement {
    UnassignedLine line;
};
// The line leaves suspense; what it really was is posted beside this, in the right stream.
struct LineInExplained {
    UnassignedLine line;
};
struct LineOutExplained {
    UnassignedLine line;
};
struct ClientAccountCharged {
    UnassignedLine line;
};
struct ClientAccountMadeGood {
    UnassignedLine line;
};

[[nodiscard]] Posting post(const LineInUnexplained& event);
[[nodiscard]] Posting post(const LineOutUnexplained& event);
[[nodiscard]] Posting post(const DuplicateOnStatement& event);
[[nodiscard]] Posting post(const LineInExplained& event);
[[nodiscard]] Posting post(const LineOutExplained& event);
[[nodiscard]] Posting post(const ClientAccountCharged& event);
[[nodiscard]] Posting post(const ClientAccountMadeGood& event);

}  // namespace almoner::ledger

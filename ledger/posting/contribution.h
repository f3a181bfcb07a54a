// A client's own contribution: paid to the holder (net) or to the council (gross).
#pragma once

#include "ledger/posting/events.h"
#include "ledger/posting/keys.h"

#include <cstdint>

namespace almoner::ledger {

// Net: all in stream person.
struct ContributionDue {
    Holding holding;
    Shares shares;
};
struct ContributionArrived {
    Holding holding;
    Shares shares;
};
// Gross: in the stream that it lowers the cost of.
struct ContributionInvoiced {
    Shares shares;
};
// A payment was corrected before it left: of what was due, this is not. Net or gross as above.
struct ContributionWithdrawn {
    Holding holding;
    Shares net;
    Shares gross;
};
struct ContributionReceived {
    std::int32_t bank_account = 0;
    Shares shares;
};

[[nodiscard]] Posting post(const ContributionDue& event);
[[nodiscard]] Posting post(const ContributionArrived& event);
[[nodiscard]] Posting post(const ContributionInvoiced& event);
[[nodiscard]] Posting post(const ContributionWithdrawn& event);
[[nodiscard]] Posting post(const ContributionReceived& event);

}  // namespace almoner::ledger

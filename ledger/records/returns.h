// What came back of payments, by whose money it is, as it was posted.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/posting/shares.h"
#include "ledger/records/payment.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <vector>

namespace almoner::ledger {

struct Return {
    std::int64_t payment = 0;
    Date booked_on{};
    Shares shares{};
};

// What is paid, by whose money it is; nil parts are left out.
[[nodiscard]] Shares shares_of(const std::vector<PaymentPart>& parts);

// Every return that a bank line showed and nobody undid, by payment and in the order in which they
// were matched. A payment's returns are split one after another, each by what those before it had
// left (ledger.md, Splits): splitting their sum anew would differ by a penny. One above what was
// paid has no shares.
[[nodiscard]] std::vector<Return> all_returns(Database& database);
// The sum of one payment's, by its payer's lines.
[[nodiscard]] Shares returned_shares(Database& database, std::int64_t payment);
// And by the lines of the client account that it was sent to.
[[nodiscard]] Shares sent_back_shares(Database& database, std::int64_t payment);

}  // namespace almoner::ledger

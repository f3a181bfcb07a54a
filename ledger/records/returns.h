// What came back of payments, by whose money it is, as it was posted.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/posting/shares.h"
#include "ledger/records/payment.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace almoner::ledger {

struct Return {
    std::int64_t payment = 0;
    std::int64_t match = 0;  // the bank line's match to it
    std::int64_t seq = 0;    // the command that posted it
    Money amount{};
    Date booked_on{};
    Shares shares{};
    std::optional<std::int64_t> undone_by{};  // the match that undid it
    std::int64_t undone_seq = 0;
};

inline constexpr std::int64_t no_end = std::numeric_limits<std::int64_t>::max();

// What is paid, by whose money it is; nil parts are left out.
[[nodiscard]] Shares shares_of(const std::vector<PaymentPart>& parts);

// Every return that a bank line showed and nobody undid, by payment and in the order in which they
// were matched. A payment's returns are split one after another, each by what those before it had
// left (ledger.md, Splits): splitting their sum anew would differ by a penny. One above what was
// paid has no shares.
[[nodiscard]] std::vector<Return> all_returns(Database& database, std::int64_t until = no_end);
// One payment's, as the books knew them by this journal row.
[[nodiscard]] std::vector<Return> returns_of(Database& database,
                                             std::int64_t payment,
                                             std::int64_t until = no_end);
// One payment's, those that were undone as well.
[[nodiscard]] std::vector<Return> returns_ever(Database& database, std::int64_t payment);
// The sum of one payment's, by its payer's lines.
[[nodiscard]] Shares returned_shares(Database& database, std::int64_t payment);
// And by the lines of the client account that it was sent to.
[[nodiscard]] Shares sent_back_shares(Database& database, std::int64_t payment);

}  // namespace almoner::ledger

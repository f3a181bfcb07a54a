// The transfers that were made for one payment, among all those of the commands that touched it.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/posting/books.h"
#include "ledger/records/payment.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

namespace almoner::ledger {

struct PaymentTransfer {
    std::int64_t id = 0;
    std::int64_t seq = 0;
    TransferState state{};
    std::uint8_t kind = 0;
    std::int64_t debit = 0;  // accounts by id
    std::int64_t credit = 0;
    Money amount{};
    std::int64_t plan_line = 0;
    Date effective{};
    std::optional<Date> settled{};
    std::int64_t resolves = 0;  // 0: no promise
};

struct PaymentTransfers {
    std::vector<PaymentTransfer> all{};  // in the order in which they were posted
    // False where its bank account's side is not among `all`: other payments of the same command
    // have the same, and nobody can tell whose is whose.
    bool is_told_apart = true;
};

// `commands`: the journal rows that touched it.
[[nodiscard]] PaymentTransfers transfers_made_for(Database& database,
                                                  const PaymentRecord& payment,
                                                  const std::vector<PaymentPart>& parts,
                                                  const std::set<std::int64_t>& commands);

}  // namespace almoner::ledger

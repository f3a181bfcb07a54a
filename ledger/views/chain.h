// The transfers of one account, newest first, by following from each to the one before it.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/posting/books.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"

#include <cstdint>
#include <optional>

namespace almoner::ledger {

struct ChainRow {
    std::int64_t id = 0;
    std::int64_t seq = 0;
    TransferState state{};
    bool is_debit = false;   // of this account; otherwise its credit
    std::int64_t other = 0;  // the account on the other side
    Money amount{};
    std::uint8_t kind = 0;
    std::int64_t plan_line = 0;
    Date effective{};
    std::optional<Date> settled{};
    Period period{};
    std::int64_t resolves = 0;       // the pending transfer that it ends; 0: none
    std::int64_t net_after = 0;      // of this account, posted debits less credits, in pence
    std::int64_t moved_net() const;  // what it did to that figure
};

class Chain {
  public:
    // From this transfer on; 0 is an empty chain.
    Chain(Database& database, std::int64_t account, std::int64_t newest)
        : database_(database), account_(account), next_(newest) {}

    // Nothing at the end. A pointer that leads nowhere or forward is an invariant broken.
    [[nodiscard]] std::optional<ChainRow> next();

  private:
    Database& database_;
    std::int64_t account_;
    std::int64_t next_;
};

// The amount of one transfer of the books.
[[nodiscard]] Money amount_of_transfer(Database& database, std::int64_t id);

}  // namespace almoner::ledger

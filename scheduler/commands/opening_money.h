// What an opening balance moves in the books, when it is taken over and when it is corrected.
#pragma once

#include "gateway/area/area_rows.h"
#include "ledger/posting/events.h"
#include "ledger/posting/keys.h"

#include <cstdint>
#include <optional>

namespace almoner::scheduler {

struct OpeningMoney {
    gateway::BalanceKind kind{};
    std::int32_t bank_account = 0;  // of a bank's own balance
    ledger::Holding holding{};      // of the other kinds
    ledger::Share share{};          // below zero: of a bank, lent by others; else taken back
    std::optional<gateway::OwedTo> owed_to{};
};

[[nodiscard]] ledger::Posting opening_posting(const OpeningMoney& money);

}  // namespace almoner::scheduler

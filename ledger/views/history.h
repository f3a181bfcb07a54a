// What happened to a person's money, newest first, each entry with the balance after it.
#pragma once

#include "ledger/area/scope.h"
#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"
#include "ledger/values/kinds.h"
#include "ledger/values/money.h"
#include "ledger/values/outcome.h"
#include "ledger/views/as_of.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

// One thing that happened to the money held under one option (notional: to what is set aside). The
// streams of one payment are one entry.
struct HistoryEntry {
    std::int64_t transfer = 0;  // its newest
    std::int64_t journal = 0;   // its journal row
    Date on{};                  // the bank's date, else the day that it belongs to
    Date booked{};              // when we learnt of it
    Option option = Option::none;
    std::string words{};
    Money amount{};           // above zero in, below zero out
    bool counts = true;       // false: only promised, or it came to nothing; the balance is unmoved
    Money balance{};          // after it, under this option
    std::string payment{};    // the payment's reference; empty when none
    std::string emergency{};  // "advance" or "addition"
    std::string plan_line{};
    std::optional<std::int64_t> reverses{};     // the journal row that it puts right
    std::optional<std::int64_t> reversed_by{};  // the journal row that puts it right

    friend bool operator==(const HistoryEntry&, const HistoryEntry&) = default;
};

struct History {
    std::string person{};  // their reference
    std::vector<HistoryEntry> entries{};
    std::string next_cursor{};  // empty at the end
};

struct HistoryPage {
    std::size_t limit = 25;  // 1 to 100
    std::string_view cursor{};
};

// As the books stood at that moment: what was learnt later is left out, and what was resolved later
// is still a promise. Refused: `person-unknown`, `limit-out-of-range`, `cursor-unknown`. It shows
// what was bought, so see access.h first.
Outcome<History> history_of(const Scope& scope,
                            Database& database,
                            std::string_view person,
                            const AsOf& as_of,
                            const HistoryPage& page = {});

}  // namespace almoner::ledger

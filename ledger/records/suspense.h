// Bank lines that nobody has explained yet, and what became of those that somebody did.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/records/states.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace almoner::ledger {

struct SuspenseItem {
    std::int64_t id = 0;
    std::int64_t line = 0;  // of statement_line
    Money amount{};         // above zero in, below zero out
    std::string owner{};    // who answers for it: "finance"
    Date opened_on{};
    SuspenseState state = SuspenseState::open;
    std::int64_t bank_account = 0;
    Date booked_on{};
    std::string reference{};
    std::string return_reason{};
    std::string why{};                         // it went into suspense
    std::optional<std::int64_t> bank_words{};  // private_text
};

[[nodiscard]] std::optional<SuspenseItem> suspense_item_by_id(Database& database, std::int64_t id);
[[nodiscard]] std::vector<SuspenseItem> open_suspense_items(Database& database);  // oldest first
// All that the books had by this journal row, each in the state that it has now; oldest first.
[[nodiscard]] std::vector<SuspenseItem> suspense_items_until(Database& database, std::int64_t seq);

// Where a line was moved on to. Everything that this posted stands from first to last transfer.
struct Explanation {
    std::int64_t id = 0;
    std::int64_t seq = 0;
    std::int64_t item = 0;
    std::string destination{};
    std::int64_t proposal = 0;
    IdRange transfers{};
    std::optional<std::int64_t> undoes{};  // the explanation that this one reverses
};

// The one that counts: the item's last, unless it was undone.
[[nodiscard]] std::optional<Explanation> explanation_of(Database& database, std::int64_t item);
std::int64_t insert_explanation(Work& work, const Explanation& explanation);

}  // namespace almoner::ledger

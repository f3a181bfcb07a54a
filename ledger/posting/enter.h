// Puts a posting of the table into the books, and ends what it promised.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/posting/books.h"
#include "ledger/posting/events.h"

#include <cstdint>
#include <span>
#include <vector>

namespace almoner::ledger {

// Within an open command. Each leg becomes one transfer, posted or pending as the table says, with
// the event's number as its kind; the transfers' ids, in the order of the legs.
std::vector<std::int64_t> enter(Books& books, const Posting& posting, TransferDetail detail);

// All that a promise reserved settles on the bank's date, or is let go.
void settle_all(Books& books, std::span<const std::int64_t> pending, Date settled);
void release_all(Books& books, std::span<const std::int64_t> pending);

// A command of several postings may be refused only if each of them may.
[[nodiscard]] Nature nature_of(std::span<const Posting> postings);

}  // namespace almoner::ledger

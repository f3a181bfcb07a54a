// What happened to a person's money, in words for them.
#pragma once

#include "ledger/posting/books.h"

#include <cstdint>
#include <string>

namespace almoner::ledger {

// "Payment received", "Payment on its way", "Spending". `kind` is the transfer's event; one that
// the table does not list has words all the same.
[[nodiscard]] std::string entry_words(std::uint8_t kind, TransferState state);

}  // namespace almoner::ledger

// What an account holds and what is promised of it.
#pragma once

#include "ledger/area/work.h"
#include "ledger/posting/books.h"
#include "ledger/storage/database.h"

#include <functional>

namespace almoner::scheduler {

// Of an account: within a command as its books have it, for a reader as it is stored.
using BalanceOf = std::function<ledger::Balance(const ledger::AccountKey&)>;
[[nodiscard]] BalanceOf in_books(ledger::Work& work);
[[nodiscard]] BalanceOf as_stored(ledger::Database& database);

}  // namespace almoner::scheduler

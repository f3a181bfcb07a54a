// Sums that a holder owes, each by the payable it stands in and by whose money it is.
#pragma once

#include "ledger/posting/account.h"
#include "ledger/posting/shares.h"

#include <vector>

namespace almoner::ledger {

struct Debt {
    AccountName payable{};
    Shares shares;
};
using Debts = std::vector<Debt>;

// What of `debts` stands in one payable.
[[nodiscard]] Shares owed_in(const Debts& debts, AccountName payable);

}  // namespace almoner::ledger

// Which ledger account a sum stands in: one function per account, so that a key is built one way
// only.
#pragma once

#include "ledger/posting/account.h"
#include "ledger/posting/shares.h"

#include <cstdint>

namespace almoner::ledger {

// The part of a budget that is managed in one way, and where its money is kept.
struct Holding {
    std::int32_t budget = 0;
    Option option = Option::none;
    // The support service's client bank account when it is in these books, otherwise 0: what is
    // sent to one of ours is in flight until its statement shows the receipt.
    std::int32_t client_account = 0;
};

// Claims and debts of a commissioner, one per body and stream: funding, allocation, written-off,
// payable:body, payable:partner, receivable:contribution-gross, receivable:reclaim.
[[nodiscard]] AccountKey of_body(AccountName name, const Share& share);

// Claims and debts of one way of managing one budget: undrawn, fund, the holder's payables,
// payable:supplier, receivable:contribution, receivable:overpaid-pay.
[[nodiscard]] AccountKey of_holding(AccountName name, const Holding& holding, const Share& share);

// With the holder, or on its way. A client account of ours is part of the key, so that each one can
// be reconciled to its own statement.
[[nodiscard]] AccountKey held(const Holding& holding, const Share& share);
[[nodiscard]] AccountKey in_flight(const Holding& holding, const Share& share);

// What stands at a bank account: bank, transit, suspense, receivable:shortfall, and
// receivable:partner (by the account that lent).
[[nodiscard]] AccountKey at_bank(AccountName name, std::int32_t bank_account, const Share& share);

}  // namespace almoner::ledger

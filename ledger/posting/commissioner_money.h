// What a commissioner's own bank accounts gain and lose apart from payments.
#pragma once

#include "ledger/posting/events.h"
#include "ledger/posting/shares.h"

#include <cstdint>

namespace almoner::ledger {

// Each is a bank line, by whose money it is.
struct BankToppedUp {
    std::int32_t bank_account = 0;
    Shares shares;
};
struct BankInterest {
    std::int32_t bank_account = 0;
    Shares shares;
};
struct BankCharged {
    std::int32_t bank_account = 0;
    Shares shares;
};
struct BankMoneyTakenOut {
    std::int32_t bank_account = 0;
    Shares shares;
};

[[nodiscard]] Posting post(const BankToppedUp& event);
[[nodiscard]] Posting post(const BankInterest& event);
[[nodiscard]] Posting post(const BankCharged& event);
[[nodiscard]] Posting post(const BankMoneyTakenOut& event);

}  // namespace almoner::ledger

// The client accounts of support services at which a commissioner's money stands for its people.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/records/bank_account.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"

#include <cstdint>
#include <string>
#include <vector>

namespace almoner::ledger {

struct ClientAccount {
    std::string bank_account{};    // its reference
    Money held{};                  // now: this commissioner's money there, by the books
    std::int64_t unexplained = 0;  // lines of anybody's
    Money unexplained_total{};     // sizes added up, in and out alike
    std::int64_t oldest_days = 0;  // of these lines

    friend bool operator==(const ClientAccount&, const ClientAccount&) = default;
};

// Those at which this commissioner ever had anything, by number.
[[nodiscard]] std::vector<BankAccount> client_banks_of(Database& database,
                                                       std::int64_t commissioner,
                                                       Date today);
[[nodiscard]] std::vector<ClientAccount> client_accounts_of(Database& database,
                                                            std::int64_t commissioner,
                                                            Date today);

// What was brought over from the system before and stood at this client account, in pence, by the
// opening balances.
[[nodiscard]] std::int64_t opening_at_client_account(Database& database, const BankAccount& bank);

}  // namespace almoner::ledger

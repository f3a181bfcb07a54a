// A statement that was read already under the same number, and says something else now.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"

#include <cstdint>
#include <optional>
#include <string>

namespace almoner::scheduler {

struct StatementHead {
    std::int64_t bank_account = 0;
    std::string ref;  // as the bank numbers it
    std::optional<ledger::Date> closing_on{};
    std::optional<ledger::Money> opening{};
    std::optional<ledger::Money> closing{};
    std::int64_t lines = 0;
};

// What a person should know; nothing where there is none of this number that closes on this day, or
// one of them says the same. Before the statement is stored.
[[nodiscard]] std::optional<std::string> said_otherwise_before(ledger::Database& database,
                                                               const StatementHead& statement);

}  // namespace almoner::scheduler

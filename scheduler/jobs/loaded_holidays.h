// The list of bank holidays that the area has loaded.
#pragma once

#include "ledger/calendar/bank_holidays.h"
#include "ledger/storage/database.h"

#include <optional>

namespace almoner::scheduler {

// Nothing until a list was loaded.
[[nodiscard]] std::optional<ledger::BankHolidays> loaded_holidays(ledger::Database& database);

}  // namespace almoner::scheduler

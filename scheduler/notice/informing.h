// What a letter without a decision tells of, out of the books.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/records/notice.h"
#include "ledger/storage/database.h"
#include "ledger/values/outcome.h"

#include <cstdint>
#include <string_view>

namespace almoner::scheduler {

// Its kind, budget, reasons, amount and workings. Refused, with kind as field: nothing-to-tell.
// A yearly statement is of the financial year that ended last before the day.
[[nodiscard]] ledger::Outcome<ledger::Notice> told_by_the_books(ledger::Database& database,
                                                                std::string_view kind,
                                                                std::int64_t budget,
                                                                ledger::Date today);

}  // namespace almoner::scheduler

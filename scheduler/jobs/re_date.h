// Finds the runs whose payments a new list of bank holidays puts on other days.
#pragma once

#include "ledger/calendar/bank_holidays.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <vector>

namespace almoner::scheduler {

struct OutOfDate {
    std::int64_t run = 0;
    std::int64_t payments = 0;  // whose entry day would not be worked
};

// Of the runs that are not sent yet, in the order of their ids. What is in a file or sent keeps its
// days: the bank decides there.
[[nodiscard]] std::vector<OutOfDate> runs_out_of_date(ledger::Database& database,
                                                      const ledger::BankHolidays& holidays);

}  // namespace almoner::scheduler

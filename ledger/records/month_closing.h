// Months that were closed: of which commissioner, when, and by which two persons.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace almoner::ledger {

struct MonthClosing {
    std::int64_t seq = 0;   // the journal row that closed it
    std::int64_t body = 0;  // the commissioner's number
    Period month{};
    Date closed_on{};
    std::int64_t proposal = 0;
    std::int64_t proposed_by = 0;   // an actor
    std::int64_t confirmed_by = 0;  // another

    friend bool operator==(const MonthClosing&, const MonthClosing&) = default;
};

// Of one commissioner, up to a row of the journal, the earliest month first.
[[nodiscard]] std::vector<MonthClosing> closings_until(Database& database,
                                                       std::int64_t body,
                                                       std::int64_t seq);

// The months after this day in which transfers of the commissioner's money take effect, as the
// books were at a row of the journal.
[[nodiscard]] std::vector<Period> months_with_movement(Database& database,
                                                       std::int64_t body,
                                                       std::optional<Date> after,
                                                       std::int64_t seq);

// `seq` is not looked at. From the next command on nothing takes effect in it.
void insert_month_closing(Work& work, const MonthClosing& closing);

}  // namespace almoner::ledger

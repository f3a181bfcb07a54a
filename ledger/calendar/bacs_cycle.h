// The three-day Bacs cycle: the day a file goes in, the day it is processed, the day money arrives.
#pragma once

#include "ledger/calendar/london.h"
#include "ledger/calendar/working_days.h"

#include <optional>
#include <string>

namespace almoner::ledger {

struct BacsCycle {
    Date nominal_on{};          // the day that the schedule names
    Date entry_on{};            // the day on which the payee has the money
    Date processing_on{};       // the working day before entry
    Date latest_input_on{};     // the working day before processing
    std::string moved_because;  // why entry is not the nominal day, and each holiday passed over
    std::optional<CalendarWarning> warning{};

    friend bool operator==(const BacsCycle&, const BacsCycle&) = default;
};

// A bureau's own hours, London time; at the minute itself it is too late. Defaults: input until
// 22:00, recall until 16:00 on processing day.
struct BacsHours {
    TimeOfDay cut_off{22 * 60};
    TimeOfDay recall_until{16 * 60};
};

// A nominal day that is not worked moves to the working day before (payments.md section 5).
[[nodiscard]] BacsCycle bacs_cycle_for(Date nominal_on, const BankHolidays& holidays);

[[nodiscard]] bool can_still_be_input(const BacsCycle& cycle,
                                      const CivilTime& now,
                                      const BacsHours& hours = {});
[[nodiscard]] bool can_still_be_recalled(const BacsCycle& cycle,
                                         const CivilTime& now,
                                         const BacsHours& hours = {});

// The earliest day on which a file that goes in now puts money in an account.
[[nodiscard]] Date earliest_entry_on(const CivilTime& now,
                                     const BankHolidays& holidays,
                                     const BacsHours& hours = {});

// The cycle under a new list of holidays, when any of its days differ; nothing when none does.
[[nodiscard]] std::optional<BacsCycle> re_dated(const BacsCycle& scheduled,
                                                const BankHolidays& holidays);

}  // namespace almoner::ledger

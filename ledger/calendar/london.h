// Instants as people in London read them on a clock.
#pragma once

#include "ledger/calendar/date.h"

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace almoner::ledger {

// Whole minutes since midnight, 0 to 1,439.
struct TimeOfDay {
    std::int32_t minutes = 0;

    friend constexpr auto operator<=>(TimeOfDay, TimeOfDay) = default;
};

struct CivilTime {
    Date on{};
    TimeOfDay at{};

    friend constexpr auto operator<=>(const CivilTime&, const CivilTime&) = default;
};

// Exactly "HH:MM", "00:00" to "23:59".
[[nodiscard]] std::optional<TimeOfDay> parse_time_of_day(std::string_view text);
[[nodiscard]] std::string clock_words(TimeOfDay at);  // "22:00"

// Seconds are dropped. A machine without the tz database's Europe/London is an outage
// (std::runtime_error).
[[nodiscard]] CivilTime london_civil(std::chrono::sys_seconds instant);
// The first instant when London's clocks show this time; in the hour that spring leaves out, the
// instant of the change.
[[nodiscard]] std::chrono::sys_seconds instant_of(const CivilTime& london);

}  // namespace almoner::ledger

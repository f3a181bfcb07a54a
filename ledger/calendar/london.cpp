#include "ledger/calendar/london.h"

#include <date/date.h>
#include <date/tz.h>

#include <array>
#include <cstdio>

namespace almoner::ledger {
namespace {

const date::time_zone& london() {
    static const date::time_zone* const zone = date::locate_zone("Europe/London");
    return *zone;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

std::optional<TimeOfDay> parse_time_of_day(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    for (const std::size_t i : {0U, 1U, 3U, 4U}) {
        if (!is_digit(text[i])) return std::nullopt;
    }
    const std::int32_t hour = (text[0] - '0') * 10 + (text[1] - '0');
    const std::int32_t minute = (text[3] - '0') * 10 + (text[4] - '0');
    if (hour > 23 || minute > 59) return std::nullopt;
    return TimeOfDay{hour * 60 + minute};
}

std::string clock_words(TimeOfDay at) {
    std::array<char, 16> text{};
    const int size =
        std::snprintf(text.data(), text.size(), "%02d:%02d", at.minutes / 60, at.minutes % 60);
    return {text.data(), static_cast<std::size_t>(size)};
}

CivilTime london_civil(std::chrono::sys_seconds instant) {
    const date::local_seconds local = london().to_local(instant);
    const auto day = date::floor<date::days>(local);
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(local - day);
    return {Date::from_days(day.time_since_epoch().count()),
            TimeOfDay{static_cast<std::int32_t>(minutes.count())}};
}

std::chrono::sys_seconds instant_of(const CivilTime& when) {
    const date::local_seconds local{date::days{when.on.days()} +
                                    std::chrono::minutes{when.at.minutes}};
    return london().to_sys(local, date::choose::earliest);
}

}  // namespace almoner::ledger

#include "ledger/calendar/london.h"

#include "tests/ledger/calendar/sample_holidays.h"

#include <gtest/gtest.h>

namespace almoner::ledger {
namespace {

using almoner::testing::day;
using namespace std::chrono_literals;

std::chrono::sys_seconds utc(std::string_view iso, std::chrono::minutes at) {
    return std::chrono::sys_days{std::chrono::days{day(iso).days()}} + at;
}

TEST(London, IsGreenwichTimeInWinterAndAnHourOnInSummer) {
    EXPECT_EQ(london_civil(utc("2026-11-22", 13h + 58min)),
              (CivilTime{day("2026-11-22"), TimeOfDay{13 * 60 + 58}}));
    EXPECT_EQ(london_civil(utc("2026-07-01", 15h)),
              (CivilTime{day("2026-07-01"), TimeOfDay{16 * 60}}));
    EXPECT_EQ(london_civil(utc("2026-06-30", 23h + 30min)),
              (CivilTime{day("2026-07-01"), TimeOfDay{30}}));
}

// Clocks change at 01:00 UTC on 29 March and 25 October 2026.
TEST(London, ChangesItsClocksOnTheLastSundays) {
    EXPECT_EQ(london_civil(utc("2026-03-29", 59min)).at, TimeOfDay{59});
    EXPECT_EQ(london_civil(utc("2026-03-29", 1h)).at, TimeOfDay{120});
    EXPECT_EQ(instant_of({day("2026-03-29"), TimeOfDay{90}}), utc("2026-03-29", 1h));
    EXPECT_EQ(london_civil(utc("2026-10-25", 30min)).at, TimeOfDay{90});
    EXPECT_EQ(london_civil(utc("2026-10-25", 1h + 30min)).at, TimeOfDay{90});
    EXPECT_EQ(instant_of({day("2026-10-25"), TimeOfDay{90}}), utc("2026-10-25", 30min));
}

TEST(London, DropsSecondsAndKeepsDaysBeforeNineteenSeventy) {
    EXPECT_EQ(london_civil(utc("2026-11-22", 0min) - 1s),
              (CivilTime{day("2026-11-21"), TimeOfDay{23 * 60 + 59}}));
    EXPECT_EQ(london_civil(utc("1960-01-01", 0min) - 1s).on, day("1959-12-31"));
}

TEST(TimeOfDay, ReadsOnlyHoursAndMinutesThatAreOnAClock) {
    EXPECT_EQ(parse_time_of_day("22:00"), TimeOfDay{1'320});
    EXPECT_EQ(parse_time_of_day("00:00"), TimeOfDay{0});
    EXPECT_EQ(parse_time_of_day("23:59"), TimeOfDay{1'439});
    for (const char* bad : {"24:00", "22:60", "9:00", "22.00", "22:0", "-1:00", "22:00 ", ""}) {
        EXPECT_EQ(parse_time_of_day(bad), std::nullopt) << bad;
    }
    EXPECT_EQ(clock_words(TimeOfDay{16 * 60 + 5}), "16:05");
}

}  // namespace
}  // namespace almoner::ledger

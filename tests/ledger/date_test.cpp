#include "ledger/calendar/date.h"

#include <gtest/gtest.h>

namespace almoner::ledger {
namespace {

TEST(Date, ReadsOnlyDaysThatExist) {
    EXPECT_EQ(Date::parse("2024-02-29")->iso(), "2024-02-29");
    for (const char* bad : {"2026-02-29",
                            "2026-02-30",
                            "2026-13-01",
                            "2026-00-10",
                            "2026-1-01",
                            "20260101",
                            "2026-01-01 ",
                            "1899-12-31",
                            "2200-01-01",
                            ""}) {
        EXPECT_FALSE(Date::parse(bad).has_value()) << bad;
    }
}

TEST(Date, CountsDaysFromNineteenSeventy) {
    EXPECT_EQ(Date::parse("1970-01-01")->days(), 0);
    EXPECT_EQ(Date::parse("2000-03-01")->days(), 11017);
    EXPECT_EQ((*Date::parse("2026-12-31") + 1).iso(), "2027-01-01");
}

TEST(Date, SaysTheDayAsThePersonReadsIt) {
    const Date sunday = *Date::parse("2026-11-22");
    EXPECT_EQ(sunday.words(), "22 November 2026");
    EXPECT_EQ(sunday.iso_weekday(), 7U);
}

}  // namespace
}  // namespace almoner::ledger

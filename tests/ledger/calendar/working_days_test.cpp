#include "ledger/calendar/working_days.h"

#include "ledger/values/invariant.h"
#include "tests/ledger/calendar/sample_holidays.h"

#include <gtest/gtest.h>

namespace almoner::ledger {
namespace {

using almoner::testing::day;
using almoner::testing::shipped_holidays;

TEST(WorkingDays, LeaveOutWeekendsAndBankHolidays) {
    const auto& list = shipped_holidays();
    EXPECT_TRUE(is_working_day(day("2026-04-02"), list));   // Thursday before Easter
    EXPECT_FALSE(is_working_day(day("2026-04-03"), list));  // Good Friday
    EXPECT_FALSE(is_working_day(day("2026-04-04"), list));
    EXPECT_FALSE(is_working_day(day("2026-04-06"), list));  // Easter Monday
    EXPECT_TRUE(is_working_day(day("2026-04-07"), list));
    EXPECT_FALSE(is_working_day(day("2022-09-19"), list));  // nine days' notice
}

TEST(WorkingDays, StepOverEaster) {
    const auto& list = shipped_holidays();
    EXPECT_EQ(previous_working_day(day("2026-04-07"), list), day("2026-04-02"));
    EXPECT_EQ(next_working_day(day("2026-04-02"), list), day("2026-04-07"));
    EXPECT_EQ(add_working_days(day("2026-04-02"), 2, list), day("2026-04-08"));
    EXPECT_EQ(add_working_days(day("2026-04-08"), -2, list), day("2026-04-02"));
    EXPECT_EQ(add_working_days(day("2026-04-04"), 0, list), day("2026-04-04"));
    EXPECT_EQ(add_working_days(day("2026-04-04"), 1, list), day("2026-04-07"));
    EXPECT_THROW((void)add_working_days(day("2026-04-04"), 2'501, list), InvariantBroken);
}

TEST(WorkingDays, SayWhyADayIsNotWorked) {
    const auto& list = shipped_holidays();
    EXPECT_EQ(why_not_working(day("2026-12-25"), list), "Christmas Day");
    EXPECT_EQ(why_not_working(day("2026-12-26"), list), "Saturday");
    EXPECT_EQ(why_not_working(day("2026-12-27"), list), "Sunday");
    EXPECT_EQ(why_not_working(day("2026-12-28"), list), "Boxing Day (substitute day)");
    EXPECT_EQ(why_not_working(day("2026-12-29"), list), "");
    EXPECT_EQ(working_day_on_or_before(day("2026-12-28"), list), day("2026-12-24"));
    EXPECT_EQ(working_day_on_or_before(day("2026-12-29"), list), day("2026-12-29"));
}

}  // namespace
}  // namespace almoner::ledger

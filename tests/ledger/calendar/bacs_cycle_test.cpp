#include "ledger/calendar/bacs_cycle.h"

#include "tests/ledger/calendar/sample_holidays.h"
#include "tests/support/reference.h"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>
#include <sstream>

namespace almoner::ledger {
namespace {

using almoner::testing::day;
using almoner::testing::holidays_with;
using almoner::testing::holidays_without;
using almoner::testing::shipped_holidays;

TEST(BacsCycle, AgreesWithEveryPublishedAndDerivedDate) {
    const auto path =
        almoner::testing::reference_path("payments/samples/bacs_calendar_vectors.csv");
    if (!path) GTEST_SKIP() << "ALMONER_REFERENCE is not set";
    std::istringstream lines(almoner::testing::read_whole(*path));
    std::string line;
    std::getline(lines, line);
    int rows = 0;
    for (; std::getline(lines, line); ++rows) {
        std::istringstream fields(line);
        std::string kind, nominal, entry, processing, input;
        for (std::string* field : {&kind, &nominal, &entry, &processing, &input}) {
            std::getline(fields, *field, ',');
        }
        const BacsCycle cycle = bacs_cycle_for(day(nominal), shipped_holidays());
        EXPECT_EQ(cycle.entry_on.iso(), entry) << line;
        EXPECT_EQ(cycle.processing_on.iso(), processing) << line;
        EXPECT_EQ(cycle.latest_input_on.iso(), input) << line;
    }
    EXPECT_EQ(rows, 143);
}

// Pay.UK's release of April 2022 and Access PaySuite's table of September 2022.
TEST(BacsCycle, StepsBackOverBankHolidays) {
    const BacsCycle easter = bacs_cycle_for(day("2022-04-18"), shipped_holidays());
    EXPECT_EQ(easter.entry_on, day("2022-04-14"));
    EXPECT_EQ(easter.processing_on, day("2022-04-13"));
    EXPECT_EQ(easter.latest_input_on, day("2022-04-12"));
    EXPECT_EQ(easter.moved_because, "Easter Monday; Good Friday");
    const BacsCycle funeral = bacs_cycle_for(day("2022-09-21"), shipped_holidays());
    EXPECT_EQ(funeral.processing_on, day("2022-09-20"));
    EXPECT_EQ(funeral.latest_input_on, day("2022-09-16"));
    EXPECT_EQ(funeral.moved_because, "");
}

// Announced at short notice: the day that pushes the payment back further is named too.
TEST(BacsCycle, NamesEachHolidayThatIsPassedOver) {
    const BacsCycle moved =
        bacs_cycle_for(day("2026-05-04"), holidays_with("2026-05-01", "Special day"));
    EXPECT_EQ(moved.entry_on, day("2026-04-30"));
    EXPECT_EQ(moved.moved_because, "Early May bank holiday; Special day");
}

TEST(BacsCycle, WarnsWhenItTouchesAYearThatTheListLacks) {
    EXPECT_FALSE(bacs_cycle_for(day("2028-12-29"), shipped_holidays()).warning);
    EXPECT_EQ(bacs_cycle_for(day("2029-01-02"), shipped_holidays()).warning->code,
              "bank-holidays-unknown");
    EXPECT_EQ(bacs_cycle_for(day("2019-01-02"), shipped_holidays()).warning->code,
              "bank-holidays-unknown");
}

TEST(BacsCycle, TakesInputUntilTheCutOffAndNotAfter) {
    const BacsCycle cycle = bacs_cycle_for(day("2026-11-27"), shipped_holidays());
    ASSERT_EQ(cycle.latest_input_on, day("2026-11-25"));
    EXPECT_TRUE(can_still_be_input(cycle, {day("2026-11-25"), TimeOfDay{21 * 60 + 59}}));
    EXPECT_FALSE(can_still_be_input(cycle, {day("2026-11-25"), TimeOfDay{22 * 60}}));
    EXPECT_FALSE(can_still_be_input(cycle, {day("2026-11-26"), TimeOfDay{0}}));
    const BacsHours early{.cut_off = TimeOfDay{17 * 60 + 30}};
    EXPECT_TRUE(can_still_be_input(cycle, {day("2026-11-25"), TimeOfDay{17 * 60 + 29}}, early));
    EXPECT_FALSE(can_still_be_input(cycle, {day("2026-11-25"), TimeOfDay{17 * 60 + 30}}, early));
}

// ClearBank: recall until 16:00 on processing day.
TEST(BacsCycle, CanBeRecalledUntilFourOnProcessingDay) {
    const BacsCycle cycle = bacs_cycle_for(day("2026-11-27"), shipped_holidays());
    ASSERT_EQ(cycle.processing_on, day("2026-11-26"));
    EXPECT_TRUE(can_still_be_recalled(cycle, {day("2026-11-26"), TimeOfDay{15 * 60 + 59}}));
    EXPECT_FALSE(can_still_be_recalled(cycle, {day("2026-11-26"), TimeOfDay{16 * 60}}));
    EXPECT_FALSE(can_still_be_recalled(cycle, {day("2026-11-27"), TimeOfDay{0}}));
}

TEST(BacsCycle, SaysTheEarliestDayThatMoneyCanArrive) {
    const auto& list = shipped_holidays();
    EXPECT_EQ(earliest_entry_on({day("2026-11-25"), TimeOfDay{21 * 60 + 59}}, list),
              day("2026-11-27"));
    EXPECT_EQ(earliest_entry_on({day("2026-11-25"), TimeOfDay{22 * 60}}, list), day("2026-11-30"));
    EXPECT_EQ(earliest_entry_on({day("2026-04-03"), TimeOfDay{9 * 60}}, list), day("2026-04-09"));
}

TEST(BacsCycle, IsReDatedOnlyWhenTheNewListMovesADay) {
    const BacsCycle scheduled = bacs_cycle_for(day("2022-09-20"), holidays_without("2022-09-19"));
    ASSERT_EQ(scheduled.latest_input_on, day("2022-09-16"));
    const auto moved = re_dated(scheduled, shipped_holidays());
    ASSERT_TRUE(moved);
    EXPECT_EQ(moved->entry_on, day("2022-09-20"));
    EXPECT_EQ(moved->processing_on, day("2022-09-16"));
    EXPECT_EQ(moved->latest_input_on, day("2022-09-15"));
    EXPECT_FALSE(re_dated(*moved, shipped_holidays()));
    EXPECT_FALSE(re_dated(*moved, holidays_with("2026-07-24", "A day of mourning")));
}

RC_GTEST_PROP(BacsCycle, RunsInputThenProcessingThenEntryOnWorkingDays, ()) {
    const auto& list = shipped_holidays();
    const Date nominal = day("2019-02-01") + *rc::gen::inRange(0, 365 * 9);
    const BacsCycle cycle = bacs_cycle_for(nominal, list);
    RC_ASSERT(cycle.latest_input_on < cycle.processing_on);
    RC_ASSERT(cycle.processing_on < cycle.entry_on);
    RC_ASSERT(cycle.entry_on <= nominal);
    RC_ASSERT(nominal - cycle.entry_on <= 5);
    RC_ASSERT(cycle.moved_because.empty() == (cycle.entry_on == nominal));
    for (const Date date : {cycle.latest_input_on, cycle.processing_on, cycle.entry_on}) {
        RC_ASSERT(is_working_day(date, list));
    }
    RC_ASSERT(earliest_entry_on({cycle.latest_input_on, TimeOfDay{0}}, list) == cycle.entry_on);
}

}  // namespace
}  // namespace almoner::ledger

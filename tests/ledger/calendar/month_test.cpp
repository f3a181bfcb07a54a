#include "ledger/calendar/month.h"

#include <gtest/gtest.h>

#include <array>
#include <string_view>

namespace almoner::ledger {
namespace {

struct MonthCase {
    std::string_view day;
    std::string_view first;
    std::string_view last;
};
// 2024 is a leap year; 2100 is none.
constexpr std::array month_cases{MonthCase{"2026-11-01", "2026-11-01", "2026-11-30"},
                                 MonthCase{"2026-11-30", "2026-11-01", "2026-11-30"},
                                 MonthCase{"2026-12-31", "2026-12-01", "2026-12-31"},
                                 MonthCase{"2026-01-15", "2026-01-01", "2026-01-31"},
                                 MonthCase{"2026-02-28", "2026-02-01", "2026-02-28"},
                                 MonthCase{"2024-02-01", "2024-02-01", "2024-02-29"},
                                 MonthCase{"2100-02-01", "2100-02-01", "2100-02-28"}};

TEST(Month, HoldsItsDaysFromTheFirstToTheLast) {
    for (const MonthCase& each : month_cases) {
        const Period month = month_holding(*Date::parse(each.day));
        EXPECT_EQ(month.first.iso(), each.first);
        EXPECT_EQ(month.last.iso(), each.last);
    }
}

TEST(Month, IsReadAndNamed) {
    const auto month = month_named("2026-11");
    ASSERT_TRUE(month);
    EXPECT_EQ(month->last.iso(), "2026-11-30");
    EXPECT_EQ(month_iso(month->first), "2026-11");
    EXPECT_EQ(month_words(month->first), "November 2026");
    for (const char* const text : {"2026-13", "2026-00", "2026-1", "November", "2026-11-01", ""}) {
        EXPECT_FALSE(month_named(text)) << text;
    }
}

}  // namespace
}  // namespace almoner::ledger

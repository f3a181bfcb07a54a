#include "rules/payroll/earnings.h"

#include "tests/rules/payroll/payroll_samples.h"

#include <gtest/gtest.h>

namespace almoner::rules {
namespace {

using almoner::testing::on;
using almoner::testing::pence;

std::int64_t decimals(EarningsPattern pattern, std::int64_t earnings, std::int64_t divisor) {
    return average_weekly_earnings(pattern, pence(earnings), divisor).value().decimals();
}

// The published cases: 1,208.00 over 8 weeks, 3,056.48 over 8, 1,600.00 over 2 months, 100.00 over
// 7 days, 532.00 over 42.
TEST(AverageEarnings, AreThoseOfAWeekToSevenDecimals) {
    EXPECT_EQ(decimals(EarningsPattern::weeks, 120'800, 8), 1'510'000'000);
    EXPECT_EQ(decimals(EarningsPattern::weeks, 305'648, 8), 3'820'600'000);
    EXPECT_EQ(decimals(EarningsPattern::months, 160'000, 2), 1'846'153'846);
    EXPECT_EQ(decimals(EarningsPattern::days, 10'000, 7), 1'000'000'000);
    EXPECT_EQ(decimals(EarningsPattern::days, 53'200, 42), 886'666'666);
    EXPECT_EQ(
        average_weekly_earnings(EarningsPattern::days, pence(53'200), 42).value().nearest_penny(),
        pence(8'867));
}

TEST(AverageEarnings, RefuseWhatCannotBe) {
    EXPECT_EQ(average_weekly_earnings(EarningsPattern::weeks, pence(-1), 8).refusal().field,
              "earnings");
    EXPECT_EQ(average_weekly_earnings(EarningsPattern::weeks, pence(1), 0).refusal().field,
              "divisor");
    EXPECT_EQ(parse_earnings_pattern("4-weekly").refusal().field, "pay_pattern");
    EXPECT_EQ(parse_earnings_pattern("every_4_weeks").value(), EarningsPattern::weeks);
}

// Four-weekly: two payments lie in the eight weeks, for the payday eight weeks before is left out.
TEST(RelevantEarnings, AreOfEightWeeksToTheLastPayday) {
    const std::vector<PaidWages> paid = {{on("2026-04-24"), pence(100)},
                                         {on("2026-05-22"), pence(20'000)},
                                         {on("2026-06-19"), pence(30'000)},
                                         {on("2026-07-17"), pence(40'000)}};
    const auto relevant = relevant_earnings(paid, on("2026-07-16"));
    ASSERT_TRUE(relevant.accepted());
    EXPECT_EQ(relevant.value().days, (ledger::Period{on("2026-04-25"), on("2026-06-19")}));
    EXPECT_EQ(relevant.value().earnings, pence(50'000));
    EXPECT_EQ(relevant_earnings(paid, on("2026-07-17")).value().earnings, pence(70'000));
    EXPECT_EQ(relevant_earnings(paid, on("2026-06-18")).refusal().code, "earnings-too-short");
    EXPECT_EQ(relevant_earnings({}, on("2026-06-18")).refusal().code, "earnings-too-short");
}

}  // namespace
}  // namespace almoner::rules

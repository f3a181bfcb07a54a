#include "rules/payroll/tax_year.h"

#include "tests/rules/payroll/payroll_samples.h"

#include <gtest/gtest.h>

namespace almoner::rules {
namespace {

using almoner::testing::on;

TEST(TaxYear, IsThatOfTheDayOfPayment) {
    EXPECT_EQ(TaxYear::of(on("2026-04-05")).name(), "2025-26");
    EXPECT_EQ(TaxYear::of(on("2026-04-06")).name(), "2026-27");
    EXPECT_EQ(TaxYear::of(on("2026-12-31")).name(), "2026-27");
    EXPECT_EQ(TaxYear::of(on("2027-01-01")).name(), "2026-27");
    EXPECT_EQ(TaxYear::starting_in(1999).name(), "1999-00");
    EXPECT_EQ(TaxYear::starting_in(2026).days().first, on("2026-04-06"));
    EXPECT_EQ(TaxYear::starting_in(2026).days().last, on("2027-04-05"));
}

TEST(TaxYear, IsReadAsItIsWritten) {
    EXPECT_EQ(TaxYear::parse("2026-27"), TaxYear::starting_in(2026));
    EXPECT_EQ(TaxYear::parse("1999-00"), TaxYear::starting_in(1999));
    for (const char* bad : {"", "2026", "2026-28", "2026/27", "26-27", "2026-2027", "2026-2x"}) {
        EXPECT_EQ(TaxYear::parse(bad), std::nullopt) << bad;
    }
}

// HMRC: week 1 is 6 to 12 April; the 5th is in week 53, and so is the 4th after a leap day.
TEST(TaxWeek, IsCountedFromTheSixthOfApril) {
    EXPECT_EQ(tax_week(on("2026-04-06")), 1);
    EXPECT_EQ(tax_week(on("2026-04-12")), 1);
    EXPECT_EQ(tax_week(on("2026-04-13")), 2);
    EXPECT_EQ(tax_week(on("2027-04-04")), 52);
    EXPECT_EQ(tax_week(on("2027-04-05")), 53);
    EXPECT_EQ(tax_week(on("2028-04-03")), 52);
    EXPECT_EQ(tax_week(on("2028-04-04")), 53);
}

TEST(TaxMonth, EndsOnTheFifth) {
    EXPECT_EQ(tax_month(on("2026-04-06")), 1);
    EXPECT_EQ(tax_month(on("2026-05-05")), 1);
    EXPECT_EQ(tax_month(on("2026-05-06")), 2);
    EXPECT_EQ(tax_month(on("2026-12-06")), 9);
    EXPECT_EQ(tax_month(on("2027-01-05")), 9);
    EXPECT_EQ(tax_month(on("2027-04-05")), 12);
}

TEST(TaxPeriod, OfTheExtraPaydayIsWeek53Or54Or56) {
    EXPECT_EQ(tax_period_of(on("2027-04-05"), PayFrequency::weekly).week_no(), 53);
    EXPECT_EQ(tax_period_of(on("2027-04-05"), PayFrequency::two_weekly).week_no(), 54);
    EXPECT_EQ(tax_period_of(on("2027-04-05"), PayFrequency::four_weekly).week_no(), 56);
    EXPECT_EQ(tax_period_of(on("2027-04-05"), PayFrequency::monthly).number, 12);
    EXPECT_TRUE(tax_period_of(on("2027-04-05"), PayFrequency::four_weekly).is_extra());
    EXPECT_FALSE(tax_period_of(on("2027-04-04"), PayFrequency::four_weekly).is_extra());
    EXPECT_FALSE(tax_period_of(on("2027-04-05"), PayFrequency::monthly).is_extra());
}

TEST(TaxPeriod, IsRefusedWhenTheYearHasNoSuchPayday) {
    EXPECT_TRUE(tax_period(PayFrequency::weekly, 53).accepted());
    EXPECT_EQ(tax_period(PayFrequency::weekly, 54).refusal().code, "tax-period-unknown");
    EXPECT_TRUE(tax_period(PayFrequency::four_weekly, 14).accepted());
    const auto refused = tax_period(PayFrequency::four_weekly, 56);
    ASSERT_FALSE(refused.accepted());
    EXPECT_EQ(refused.refusal().next,
              "Number the paydays of 4W from 1 to 14; the last is HMRC's week 56, a year's extra "
              "payday.");
    EXPECT_EQ(tax_period(PayFrequency::monthly, 13).refusal().next,
              "Number the paydays of M from 1 to 12.");
    EXPECT_FALSE(tax_period(PayFrequency::monthly, 0).accepted());
    EXPECT_FALSE(tax_period(PayFrequency::two_weekly, 28).accepted());
}

TEST(TaxPeriod, AgreesWithThePublishedCases) {
    for (const auto& row : almoner::testing::sample_rows("tax_periods.csv")) {
        const auto frequency = pay_frequency_of_letters(row.at("period_type"));
        ASSERT_TRUE(frequency);
        const ledger::Date paid_on = on(row.at("pay_date"));
        const TaxPeriod period = tax_period_of(paid_on, *frequency);
        EXPECT_EQ(TaxYear::of(paid_on).name(), row.at("expected_tax_year")) << row.at("case_id");
        EXPECT_EQ(std::to_string(period.number), row.at("expected_period_no")) << row.at("case_id");
        EXPECT_EQ(std::to_string(tax_month(paid_on)), row.at("expected_tax_month"));
        if (row.at("expected_week_no").empty()) continue;
        EXPECT_EQ(std::to_string(period.week_no()), row.at("expected_week_no"));
    }
}

}  // namespace
}  // namespace almoner::rules

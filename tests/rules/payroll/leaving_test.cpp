#include "rules/payroll/leaving.h"

#include "rules/payroll/employer_reliefs.h"
#include "tests/rules/payroll/payroll_samples.h"

#include <gtest/gtest.h>

namespace almoner::rules {
namespace {

using almoner::testing::on;
using almoner::testing::our_rates;
using almoner::testing::pence;

int weeks(std::string_view began_on, std::string_view ends_on) {
    return notice_weeks(our_rates(), {on(began_on), on(ends_on)}).value();
}

TEST(Notice, GrowsByAWeekForEachYearFromTwoToTwelve) {
    EXPECT_EQ(weeks("2026-05-01", "2026-05-30"), 0);
    EXPECT_EQ(weeks("2026-05-01", "2026-05-31"), 1);
    EXPECT_EQ(weeks("2024-05-01", "2026-04-29"), 1);
    EXPECT_EQ(weeks("2024-05-01", "2026-04-30"), 2);
    EXPECT_EQ(weeks("2014-05-01", "2026-04-30"), 12);
    EXPECT_EQ(weeks("2000-05-01", "2026-04-30"), 12);
    EXPECT_EQ(pay_in_lieu(pence(25'420), 2), pence(50'840));
    EXPECT_EQ(notice_weeks(our_rates(), {on("2026-05-01"), on("2026-04-30")}).refusal().code,
              "service-turned-round");
}

RedundancyPay redundancy(std::string_view born_on, std::string_view began_on, std::int64_t week) {
    const auto pay =
        redundancy_pay(our_rates(), {on(began_on), on("2026-06-30")}, on(born_on), pence(week));
    EXPECT_TRUE(pay.accepted()) << pay.refusal().words;
    return pay.value();
}

// Counted back from 30 June 2026; the limit of a week is 751.00 (marked as from memory).
TEST(Redundancy, GivesHalfAWeekAWeekOrOneAndAHalfByTheAgeInEachYear) {
    // 30 years old: three years at a week each.
    EXPECT_EQ(redundancy("1996-01-01", "2023-07-01", 20'000),
              (RedundancyPay{3, 6, pence(20'000), pence(60'000)}));
    // 43: two years from 41, one before: 1.5 + 1.5 + 1 = 4 weeks.
    EXPECT_EQ(redundancy("1983-01-01", "2023-07-01", 20'000).half_weeks, 8);
    // 23: one year from 22, two before: 1 + 0.5 + 0.5 = 2 weeks.
    EXPECT_EQ(redundancy("2003-01-01", "2023-07-01", 20'000).half_weeks, 4);
    // 60, 25 years: 20 count, 19 of them from 41, one at 40.
    EXPECT_EQ(redundancy("1966-01-01", "2001-07-01", 90'000),
              (RedundancyPay{20, 59, pence(75'100), pence(2'215'450)}));
}

TEST(Redundancy, RefusesWhatCannotBe) {
    const auto refusal =
        [](std::string_view born_on, std::string_view began_on, std::int64_t week) {
            const auto pay = redundancy_pay(
                our_rates(), {on(began_on), on("2026-06-30")}, on(born_on), pence(week));
            return pay.accepted() ? "accepted" : pay.refusal().code;
        };
    EXPECT_EQ(refusal("1990-01-01", "2024-07-01", 1), "accepted");
    EXPECT_EQ(refusal("1990-01-01", "2024-07-02", 1), "service-too-short");
    EXPECT_EQ(refusal("1990-01-01", "2026-07-01", 1), "service-turned-round");
    EXPECT_EQ(refusal("2020-07-01", "2020-07-01", 1), "born-later");
    EXPECT_EQ(refusal("1990-01-01", "2020-07-01", -1), "pay-below-zero");
}

// Twelve weeks: three paydays of four weeks, three months of 52/12 weeks; those without pay and
// those before are passed over.
TEST(WeekAtTheEnd, IsTheAverageOfTheNewestTwelveWeeksWithPay) {
    const auto week = [](PayFrequency frequency, const std::vector<std::int64_t>& newest_first) {
        std::vector<ledger::Money> wages;
        for (const std::int64_t each : newest_first) wages.push_back(pence(each));
        return average_week_at_the_end(our_rates(), on("2026-06-30"), frequency, wages);
    };
    EXPECT_EQ(week(PayFrequency::four_weekly, {78'000, 0, 70'000, 86'000, 99'900}).value(),
              pence(19'500));
    EXPECT_EQ(week(PayFrequency::monthly, {84'500, 84'500, 84'500, 1}).value(), pence(19'500));
    EXPECT_EQ(week(PayFrequency::two_weekly, {39'000}).value(), pence(19'500));
    EXPECT_EQ(week(PayFrequency::weekly, {0, 0}).refusal().code, "no-paid-weeks");
    EXPECT_EQ(tax_free_at_the_end(our_rates(), on("2026-06-30")).value(), pence(3'000'000));
}

// 2026-27: 10,500.00 for each employer.
TEST(EmploymentAllowance, IsUsedUpOnceAYear) {
    const TaxYear year = TaxYear::starting_in(2026);
    AllowanceClaim claim{.claimed = true, .all_work_is_care = true, .used_before = pence(0)};
    const auto use = [&](std::int64_t ni) {
        return use_employment_allowance(our_rates(), year, claim, pence(ni));
    };
    EXPECT_EQ(use(9'477).value(), (AllowanceUse{pence(9'477), pence(0), pence(1'040'523)}));
    claim.used_before = pence(1'045'000);
    EXPECT_EQ(use(9'477).value(), (AllowanceUse{pence(5'000), pence(4'477), pence(0)}));
    claim.used_before = pence(1'050'001);
    EXPECT_EQ(use(1).refusal().code, "allowance-overused");
    claim.used_before = pence(0);
    EXPECT_EQ(use(-1).refusal().code, "pay-below-zero");
    claim.all_work_is_care = false;
    EXPECT_EQ(use(1).refusal().code, "allowance-not-care");
    claim.claimed = false;
    EXPECT_EQ(use(9'477).value(), (AllowanceUse{pence(0), pence(9'477), pence(0)}));
}

// Small up to 45,000.00 of Class 1 last year: all of it, and 9% in 2026-27, 8.5% in 2025-26, 3% in
// 2024-25. Otherwise 92%.
TEST(StatutoryPayBack, IsMoreThanAllForASmallEmployer) {
    const auto recovery = [](int year, std::int64_t class_1) {
        return recover_statutory_pay(
                   our_rates(), TaxYear::starting_in(year), pence(class_1), pence(19'432))
            .value();
    };
    EXPECT_EQ(recovery(2026, 4'500'000), (Recovery{true, pence(19'432), pence(1'749)}));
    EXPECT_EQ(recovery(2025, 0), (Recovery{true, pence(19'432), pence(1'652)}));
    EXPECT_EQ(recovery(2024, 0), (Recovery{true, pence(19'432), pence(583)}));
    EXPECT_EQ(recovery(2026, 4'500'001), (Recovery{false, pence(17'877), pence(0)}));
    EXPECT_EQ(recover_statutory_pay(our_rates(), TaxYear::starting_in(2026), pence(0), pence(-1))
                  .refusal()
                  .code,
              "pay-below-zero");
}

}  // namespace
}  // namespace almoner::rules

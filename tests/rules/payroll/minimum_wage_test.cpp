#include "rules/payroll/minimum_wage.h"

#include "tests/rules/payroll/payroll_samples.h"

#include <gtest/gtest.h>

namespace almoner::rules {
namespace {

using almoner::testing::on;
using almoner::testing::our_rates;
using almoner::testing::pence;
using almoner::testing::pounds;
using almoner::testing::sample_rows;

// 80 hours in four weeks at 12.71: 1,016.80.
WorkedPeriod four_weeks() {
    return {.days = {on("2026-06-01"), on("2026-06-28")},
            .born_on = on("1990-01-01"),
            .hours_hundredths = 8'000,
            .pay = pence(101'680)};
}

WageFinding found(const WorkedPeriod& worked) {
    return check_minimum_wage(our_rates(), worked).value();
}

TEST(MinimumWage, HasThePublishedRates) {
    for (const auto& row : sample_rows("nmw_rates.csv")) {
        EXPECT_EQ(
            minimum_rate(our_rates(), on(row.at("date")), std::stoi(row.at("age")), false).value(),
            pounds(row.at("expected_rate")))
            << row.at("case_id");
    }
}

TEST(MinimumWage, GoesByAgeAndApprenticeship) {
    const auto rate = [](int age, bool apprentice = false) {
        return minimum_rate(our_rates(), on("2026-04-01"), age, apprentice).value();
    };
    EXPECT_EQ(rate(17), pence(800));
    EXPECT_EQ(rate(18), pence(1'085));
    EXPECT_EQ(rate(20), pence(1'085));
    EXPECT_EQ(rate(21), pence(1'271));
    EXPECT_EQ(rate(25, true), pence(800));
    EXPECT_EQ(minimum_rate(our_rates(), on("2024-03-31"), 21, false).refusal().field,
              "nmw.adult_age");
}

TEST(MinimumWage, IsReachedToThePenny) {
    WorkedPeriod worked = four_weeks();
    EXPECT_EQ(found(worked), (WageFinding{pence(1'271), pence(101'680), pence(101'680), pence(0)}));
    worked.pay = pence(101'679);
    EXPECT_EQ(found(worked).shortfall, pence(1));
    worked.hours_hundredths = 7'999;  // 1,016.6729 -> 1,016.68
    EXPECT_EQ(found(worked).required, pence(101'668));
    worked.taken_for_employer = pence(1'000);
    EXPECT_EQ(found(worked).shortfall, pence(989));
}

// The offset of 2026-27 is 11.10 a day: free lodging counts for that, a dearer one against the pay.
TEST(MinimumWage, CountsAccommodationByTheOffset) {
    WorkedPeriod worked = four_weeks();
    worked.accommodation = {28, pence(0)};
    EXPECT_EQ(found(worked).counted, pence(101'680 + 28 * 1'110));
    worked.accommodation = {28, pence(1'110)};
    EXPECT_EQ(found(worked).counted, pence(101'680));
    worked.accommodation = {28, pence(1'200)};
    EXPECT_EQ(found(worked).counted, pence(101'680 - 28 * 90));
}

// Four weeks from 16 March 2026: the rate and the age of the first day.
TEST(MinimumWage, HasTheRateAndTheAgeOfTheFirstDayOfThePeriod) {
    WorkedPeriod worked = four_weeks();
    worked.days = {on("2026-03-16"), on("2026-04-12")};
    EXPECT_EQ(found(worked).hourly, pence(1'221));
    worked.days = {on("2026-04-01"), on("2026-04-28")};
    EXPECT_EQ(found(worked).hourly, pence(1'271));
    worked.born_on = on("2005-04-02");
    EXPECT_EQ(found(worked).hourly, pence(1'085));
    worked.born_on = on("2005-04-01");
    EXPECT_EQ(found(worked).hourly, pence(1'271));
}

TEST(MinimumWage, AnOperatorMayTakeTheLastDayInstead) {
    std::string text = almoner::testing::read_whole(
        almoner::testing::project_path("ops/reference-data/payroll-rates.csv"));
    for (const char* item : {"nmw.rate_of_period_start,", "nmw.age_of_period_start,"}) {
        const std::size_t at = text.find(item);
        ASSERT_NE(at, std::string::npos);
        text.replace(at + std::string(item).size(), 3, "no");
    }
    const RateBook book = RateBook::parse(text).value();
    WorkedPeriod worked = four_weeks();
    worked.days = {on("2026-03-16"), on("2026-04-12")};
    worked.born_on = on("2005-04-12");
    EXPECT_EQ(check_minimum_wage(book, worked).value().hourly, pence(1'271));
}

TEST(MinimumWage, RefusesWhatCannotBe) {
    const auto refusal = [](const WorkedPeriod& worked) {
        const auto checked = check_minimum_wage(our_rates(), worked);
        return checked.accepted() ? "accepted" : checked.refusal().code;
    };
    WorkedPeriod worked = four_weeks();
    worked.hours_hundredths = 4 * 16'800;
    EXPECT_EQ(refusal(worked), "accepted");
    worked.hours_hundredths = 4 * 16'800 + 1;
    EXPECT_EQ(refusal(worked), "hours-impossible");
    worked = four_weeks();
    worked.pay = pence(-1);
    EXPECT_EQ(refusal(worked), "pay-below-zero");
    worked = four_weeks();
    worked.born_on = worked.days.first;
    EXPECT_EQ(refusal(worked), "born-later");
    worked.days.last = worked.days.first - 1;
    EXPECT_EQ(refusal(worked), "period-turned-round");
}

TEST(Age, ChangesOnTheBirthday) {
    EXPECT_EQ(age_on(on("2004-02-29"), on("2025-02-28")), 20);
    EXPECT_EQ(age_on(on("2004-02-29"), on("2025-03-01")), 21);
    EXPECT_EQ(age_on(on("2005-06-01"), on("2026-05-31")), 20);
    EXPECT_EQ(age_on(on("2005-06-01"), on("2026-06-01")), 21);
}

}  // namespace
}  // namespace almoner::rules

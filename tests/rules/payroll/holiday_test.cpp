#include "rules/payroll/holiday.h"

#include "tests/rules/payroll/payroll_samples.h"

#include <gtest/gtest.h>

namespace almoner::rules {
namespace {

using almoner::testing::on;
using almoner::testing::our_rates;
using almoner::testing::pence;
using almoner::testing::pounds;
using almoner::testing::sample_rows;
using almoner::testing::SampleRow;

HolidayRates rates() {
    return holiday_rates(our_rates(), on("2026-11-22")).value();
}

std::optional<ledger::Date> day_in(const SampleRow& row, std::string_view column) {
    const std::string& cell = row.find(column)->second;
    return cell.empty() ? std::nullopt : std::optional(on(cell));
}

// In hundredths, as the published figures are compared.
std::int64_t entitlement_of(const SampleRow& row) {
    const auto hundredths = [&](std::string_view column) {
        return pounds(row.find(column)->second).pence();
    };
    if (row.at("kind") == "irregular_hours") {
        return irregular_holiday_hours(
                   our_rates(), on("2026-11-22"), hundredths("hours_in_pay_period"))
                   .value() *
               100;
    }
    const WorkingWeek week{hundredths("working_days_per_week"), hundredths("hours_per_week")};
    const LeaveYear year{day_in(row, "start_date"),
                         day_in(row, "leaving_date"),
                         day_in(row, "leave_year_start_date")};
    return 10 * (row.at("kind") == "days" ? holiday_days(rates(), week, year)
                                          : holiday_hours(rates(), week, year))
                    .value();
}

TEST(Holiday, AgreesWithThePublishedCases) {
    const auto rows = sample_rows("holiday_entitlement.csv");
    if (rows.empty()) GTEST_SKIP() << "ALMONER_REFERENCE is not set";
    for (const SampleRow& row : rows) {
        EXPECT_EQ(entitlement_of(row), pounds(row.at("expected")).pence()) << row.at("case_id");
    }
}

// A leave year that begins on 1 April 2026: 5 days a week have 28, and a twelfth is 2.33.
TEST(Holiday, OfAStarterGrowsByMonthsRoundedUpToHalfADay) {
    const auto days = [](std::string_view started_on) {
        return holiday_days(
                   rates(), {500, 0}, {.started_on = on(started_on), .begins_on = on("2026-04-01")})
            .value();
    };
    EXPECT_EQ(days("2026-04-30"), 280);
    EXPECT_EQ(days("2026-05-01"), 260);  // 25.67
    EXPECT_EQ(days("2027-02-28"), 50);   // 4.67
    EXPECT_EQ(days("2027-03-01"), 25);   // 2.33
    EXPECT_EQ(days("2020-01-01"), 280);  // who was there before the year has the whole
}

TEST(Holiday, RefusesWhatCannotBe) {
    const auto refusal = [](const WorkingWeek& week, const LeaveYear& year) {
        const auto hours = holiday_hours(rates(), week, year);
        return hours.accepted() ? "accepted" : hours.refusal().code;
    };
    EXPECT_EQ(refusal({500, 4'000}, {}), "accepted");
    EXPECT_EQ(refusal({0, 4'000}, {}), "days-per-week");
    EXPECT_EQ(refusal({701, 4'000}, {}), "days-per-week");
    EXPECT_EQ(refusal({500, 0}, {}), "hours-per-week");
    EXPECT_EQ(refusal({500, 16'801}, {}), "hours-per-week");
    EXPECT_EQ(refusal({500, 4'000}, {.started_on = on("2026-05-01")}), "leave-year-missing");
    EXPECT_EQ(refusal({500, 4'000}, {.left_on = on("2026-05-01")}), "leave-year-missing");
    EXPECT_EQ(refusal({500, 4'000}, {.left_on = on("2027-04-01"), .begins_on = on("2026-04-01")}),
              "not-in-leave-year");
    EXPECT_EQ(
        refusal({500, 4'000}, {.started_on = on("2027-04-01"), .begins_on = on("2026-04-01")}),
        "not-in-leave-year");
    EXPECT_EQ(refusal({500, 4'000}, {.started_on = on("2026-05-02"), .left_on = on("2026-05-01")}),
              "left-before-start");
    EXPECT_EQ(holiday_rates(our_rates(), on("2028-01-01")).refusal().field, "holiday.weeks");
}

// 12.07% of 25 hours is 3.0175, of 29 is 3.5003.
TEST(IrregularHours, EarnHolidayToTheNearestHour) {
    const auto hours = [](std::int64_t worked) {
        return irregular_holiday_hours(our_rates(), on("2026-11-22"), worked).value();
    };
    EXPECT_EQ(hours(2'500), 3);
    EXPECT_EQ(hours(2'899), 3);
    EXPECT_EQ(hours(2'900), 4);
    EXPECT_EQ(irregular_holiday_hours(our_rates(), on("2024-03-31"), 1).refusal().field,
              "holiday.irregular_share");
}

// 12.07% of 1,016.80 = 122.72776.
TEST(RolledUpHoliday, IsAShareOfThePay) {
    EXPECT_EQ(rolled_up_holiday_pay(our_rates(), on("2026-11-22"), pence(101'680)).value(),
              pence(12'273));
    EXPECT_EQ(rolled_up_holiday_pay(our_rates(), on("2026-11-22"), pence(-1)).refusal().code,
              "pay-below-zero");
}

TEST(HolidayWeek, IsTheAverageOfTheLast52PaidWeeksOf104) {
    const auto average = [](const std::vector<ledger::Money>& weeks) {
        const auto pay = average_holiday_week(our_rates(), on("2026-11-22"), weeks);
        return pay.accepted() ? pay.value() : pence(-1);
    };
    EXPECT_EQ(average({pence(10'000), pence(0), pence(20'001)}), pence(15'001));  // 150.005
    std::vector<ledger::Money> weeks(52, pence(30'000));
    weeks.push_back(pence(999'999));
    EXPECT_EQ(average(weeks), pence(30'000));
    std::vector<ledger::Money> old(104, pence(0));
    old.push_back(pence(30'000));
    EXPECT_EQ(average(old), pence(-1));
    old[103] = pence(12'345);
    EXPECT_EQ(average(old), pence(12'345));
}

}  // namespace
}  // namespace almoner::rules

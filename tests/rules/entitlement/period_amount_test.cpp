#include "rules/entitlement/period_amount.h"

#include "ledger/values/invariant.h"
#include "tests/rules/entitlement/sample_terms.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <rapidcheck/gtest.h>

namespace almoner::rules {
namespace {

using almoner::testing::four_weeks_from;
using almoner::testing::month;
using almoner::testing::on;
using almoner::testing::pence;
using almoner::testing::rate;
using almoner::testing::weekly;
using ledger::Date;
using ledger::Frequency;
using ledger::InvariantBroken;
using ledger::Money;
using ledger::PayPeriod;
using ledger::Period;

std::int64_t due(const RateHistory& rates,
                 const PayPeriod& period,
                 YearlyShare yearly = YearlyShare::days_of_year) {
    return period_amount(rates, period, yearly).amount.pence();
}

PayPeriod only(PayPeriod period, std::string_view first, std::string_view last) {
    period.covered = {on(first), on(last)};
    return period;
}

TEST(PeriodAmount, IsTheAmountItselfForAFullPeriodOfItsOwnFrequency) {
    const PayPeriod cycle = four_weeks_from("2026-04-06");
    EXPECT_EQ(due({weekly("2026-01-01", 12'345)}, cycle), 49'380);
    EXPECT_EQ(due({rate("2026-01-01", 180'001, RateFrequency::four_weekly)}, cycle), 180'001);
    const RateHistory monthly{rate("2026-01-01", 100'001, RateFrequency::monthly)};
    EXPECT_EQ(due(monthly, month("2026-01-01", "2026-01-31")), 100'001);
    EXPECT_EQ(due(monthly, month("2026-02-01", "2026-02-28")), 100'001);
    const Period year{on("2027-04-01"), on("2028-03-31")};
    EXPECT_EQ(due({rate("2026-01-01", 1'200'001, RateFrequency::yearly)},
                  {year, year, Frequency::one_off}),
              1'200'001);
}

// Hampshire's page: weekly 150.00 is 664.29 in January (31 days) and 600.00 in February.
TEST(PeriodAmount, SpreadsAWeeklyAmountOverTheDaysOfAMonth) {
    const RateHistory rates{weekly("2026-01-01", 15'000)};
    EXPECT_EQ(due(rates, month("2026-01-01", "2026-01-31")), 66'429);
    EXPECT_EQ(due(rates, month("2026-02-01", "2026-02-28")), 60'000);
}

// 1,800.00 x 12 / 28 = 771.428...; 1,000.00 x 10 / 31 = 322.580...
TEST(PeriodAmount, CountsAPartPeriodByItsDays) {
    EXPECT_EQ(due({rate("2026-01-01", 180'000, RateFrequency::four_weekly)},
                  only(four_weeks_from("2026-04-06"), "2026-04-06", "2026-04-17")),
              77'143);
    EXPECT_EQ(due({rate("2026-01-01", 100'000, RateFrequency::monthly)},
                  only(month("2026-01-01", "2026-01-31"), "2026-01-22", "2026-01-31")),
              32'258);
}

// 1,800.00 x 10 / 28 = 642.857..., 1,900.00 x 18 / 28 = 1,221.428..., together 1,864.285...
TEST(PeriodAmount, CountsEachSideOfAChangeByItsDays) {
    const PeriodAmount amount =
        period_amount({rate("2026-01-01", 180'000, RateFrequency::four_weekly),
                       rate("2026-04-16", 190'000, RateFrequency::four_weekly)},
                      four_weeks_from("2026-04-06"));
    EXPECT_EQ(amount.amount, pence(186'429));
    EXPECT_EQ(amount.parts,
              (std::vector<PartDue>{{{on("2026-04-06"), on("2026-04-15")}, pence(64'286)},
                                    {{on("2026-04-16"), on("2026-05-03")}, pence(122'143)}}));
}

// 0.05 x 14 / 28 is 0.025 on either side: rounded apart they would make 0.06.
TEST(PeriodAmount, RoundsOnceHoweverOftenTheRateChanges) {
    EXPECT_EQ(due({rate("2026-01-01", 5, RateFrequency::four_weekly),
                   rate("2026-04-20", 5, RateFrequency::four_weekly)},
                  four_weeks_from("2026-04-06")),
              5);
}

TEST(PeriodAmount, PaysNothingForDaysWithoutARate) {
    Rate ends = weekly("2026-01-01", 7'000);
    ends.until_on = on("2026-04-12");
    const PayPeriod cycle = four_weeks_from("2026-04-06");
    EXPECT_EQ(due({ends}, cycle), 7'000);
    EXPECT_EQ(due({ends, weekly("2026-04-27", 7'000)}, cycle), 14'000);
    EXPECT_EQ(due({weekly("2026-05-04", 7'000)}, cycle), 0);
    EXPECT_EQ(due({}, cycle), 0);
}

// 12,000.00 x 28 / 365 = 920.547...; a thirteenth is 923.076...
TEST(PeriodAmount, SpreadsAYearlyAmountAsThePolicyNames) {
    const RateHistory yearly{rate("2026-01-01", 1'200'000, RateFrequency::yearly)};
    const RateHistory monthly{rate("2026-01-01", 100'000, RateFrequency::monthly)};
    const PayPeriod cycle = four_weeks_from("2026-04-06");
    const PayPeriod january = month("2027-01-01", "2027-01-31");
    EXPECT_EQ(due(yearly, cycle), 92'055);
    EXPECT_EQ(due(yearly, cycle, YearlyShare::equal_periods), 92'308);
    EXPECT_EQ(due(monthly, cycle), 92'055);
    EXPECT_EQ(due(monthly, cycle, YearlyShare::equal_periods), 92'308);
    EXPECT_EQ(due(yearly, january), 101'918);
    EXPECT_EQ(due(yearly, january, YearlyShare::equal_periods), 100'000);
}

// Ten days of 2026-27 (365 days) and eighteen of 2027-28 (366): 328.767... + 590.163...
TEST(PeriodAmount, CountsTheDaysOfEachFinancialYear) {
    EXPECT_EQ(
        due({rate("2026-01-01", 1'200'000, RateFrequency::yearly)}, four_weeks_from("2027-03-22")),
        91'893);
}

TEST(PeriodAmount, PaysAOneOffSumOnceAndWhole) {
    const RateHistory once{rate("2026-04-20", 50'000, RateFrequency::one_off)};
    EXPECT_EQ(due(once, four_weeks_from("2026-04-06")), 50'000);
    EXPECT_EQ(due(once, four_weeks_from("2026-05-04")), 0);
    EXPECT_EQ(due(once, four_weeks_from("2026-03-09")), 0);
    const Period day{on("2026-06-01"), on("2026-06-01")};
    EXPECT_EQ(due(once, {day, day, Frequency::one_off}), 50'000);
}

TEST(PeriodAmount, TakesTheLargestSumsAndNoOthers) {
    const PayPeriod cycle = four_weeks_from("2026-04-06");
    EXPECT_EQ(due({rate("2026-01-01", Money::max_pence, RateFrequency::four_weekly)}, cycle),
              Money::max_pence);
    EXPECT_THROW((void)due({weekly("2026-01-01", Money::max_pence)}, cycle), InvariantBroken);
    EXPECT_THROW((void)due({weekly("2026-01-01", -1)}, cycle), InvariantBroken);
    EXPECT_THROW((void)due({}, only(cycle, "2026-04-05", "2026-04-10")), InvariantBroken);
    EXPECT_THROW((void)due({}, only(cycle, "2026-04-10", "2026-04-09")), InvariantBroken);
}

struct BadRates {
    RateHistory rates;
    std::string_view code;
};

TEST(Rates, AreRefusedWhenTheyContradictThemselves) {
    Rate ends = weekly("2026-01-01", 100);
    ends.until_on = on("2026-03-31");
    EXPECT_TRUE(check_rates({ends, weekly("2026-04-01", 200)}).accepted());
    Rate backwards = ends;
    backwards.until_on = on("2025-12-31");
    const std::vector<BadRates> cases{
        {{weekly("2026-01-01", -1)}, "rate-below-zero"},
        {{backwards}, "rate-ends-before-it-starts"},
        {{weekly("2026-01-01", 1), weekly("2026-01-01", 2)}, "rates-out-of-order"},
        {{weekly("2026-01-02", 1), weekly("2026-01-01", 2)}, "rates-out-of-order"},
        {{ends, weekly("2026-03-31", 2)}, "rates-overlap"},
        {{weekly("2026-01-01", 1), rate("2026-02-01", 2, RateFrequency::one_off)},
         "one-off-among-regular"},
    };
    for (const BadRates& bad : cases) EXPECT_EQ(check_rates(bad.rates).refusal().code, bad.code);
}

TEST(Rates, SayWhichHoldsOnADay) {
    Rate ends = weekly("2026-01-01", 100);
    ends.until_on = on("2026-03-31");
    const RateHistory rates{ends, weekly("2026-05-01", 200)};
    EXPECT_EQ(rate_on(rates, on("2025-12-31")), std::nullopt);
    EXPECT_EQ(rate_on(rates, on("2026-03-31")), ends);
    EXPECT_EQ(rate_on(rates, on("2026-04-01")), std::nullopt);
    EXPECT_EQ(rate_on(rates, on("2026-05-01"))->amount, pence(200));
}

RateFrequency any_regular() {
    return *rc::gen::element(RateFrequency::weekly,
                             RateFrequency::four_weekly,
                             RateFrequency::monthly,
                             RateFrequency::yearly);
}

PayPeriod any_period() {
    PayPeriod period = *rc::gen::arbitrary<bool>() ? four_weeks_from("2027-03-22")
                                                   : month("2028-02-15", "2028-03-14");
    const auto first = *rc::gen::inRange(0, period.full.days());
    const auto days = *rc::gen::inRange(1, period.full.days() - first + 1);
    period.covered = {period.full.first + first, period.full.first + first + days - 1};
    return period;
}

Rate any_rate(Date from_on) {
    return {from_on, std::nullopt, pence(*rc::gen::inRange(0, 10'000'000)), any_regular()};
}

YearlyShare any_share() {
    return *rc::gen::element(YearlyShare::days_of_year, YearlyShare::equal_periods);
}

RC_GTEST_PROP(PeriodAmount, IsTheSameToThePennyWhenAnUnchangedRateIsSplitOnAnyDay, ()) {
    const PayPeriod period = any_period();
    const Rate whole = any_rate(on("2020-01-01"));
    Rate again = whole;
    again.from_on = period.full.first + *rc::gen::inRange(0, period.full.days());
    const YearlyShare yearly = any_share();
    RC_ASSERT(due({whole, again}, period, yearly) == due({whole}, period, yearly));
}

RC_GTEST_PROP(PeriodAmount, HasPartsThatAddUpToTheWholeAndFollowOneAnother, ()) {
    const PayPeriod period = any_period();
    RateHistory rates{any_rate(on("2020-01-01"))};
    for (Date from = period.full.first; from <= period.full.last;
         from = from + *rc::gen::inRange(1, 15)) {
        rates.push_back(any_rate(from));
    }
    const PeriodAmount amount = period_amount(rates, period, any_share());
    Money total;
    Date next = period.covered.first;
    for (const PartDue& part : amount.parts) {
        RC_ASSERT(part.days.first == next);
        RC_ASSERT(part.amount >= Money{});
        next = part.days.last + 1;
        total += part.amount;
    }
    RC_ASSERT(next == period.covered.last + 1);
    RC_ASSERT(total == amount.amount);
}

RC_GTEST_PROP(PeriodAmount, NeverFallsWhenTheRateOrTheDaysRise, ()) {
    PayPeriod period = any_period();
    Rate rate = any_rate(on("2020-01-01"));
    const YearlyShare yearly = any_share();
    const std::int64_t before = due({rate}, period, yearly);
    period.covered.last = period.full.last;
    RC_ASSERT(due({rate}, period, yearly) >= before);
    rate.amount += pence(1);
    RC_ASSERT(due({rate}, period, yearly) >= before);
}

}  // namespace
}  // namespace almoner::rules

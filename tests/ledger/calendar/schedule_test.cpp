#include "ledger/calendar/schedule.h"

#include "ledger/values/invariant.h"
#include "tests/ledger/calendar/sample_holidays.h"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>
#include <string>
#include <vector>

namespace almoner::ledger {
namespace {

using almoner::testing::day;
using almoner::testing::shipped_holidays;

// The anchor is Easter Monday 2026.
Schedule four_weekly() {
    Schedule schedule;
    schedule.anchor_on = day("2026-04-06");
    schedule.starts_on = day("2026-04-06");
    return schedule;
}

Schedule monthly(unsigned policy_day, std::string_view starts_on) {
    Schedule schedule;
    schedule.frequency = Frequency::monthly;
    schedule.policy_day = policy_day;
    schedule.starts_on = day(starts_on);
    return schedule;
}

std::vector<PaymentDate> dates_in(const Schedule& schedule,
                                  std::string_view from,
                                  std::string_view to) {
    return payment_dates(schedule, {day(from), day(to)}, shipped_holidays());
}

// "nominal entry covered-from covered-to reason"
std::vector<std::string> lines(const std::vector<PaymentDate>& dates) {
    std::vector<std::string> out;
    for (const PaymentDate& date : dates) {
        const std::string reason = date.dates.moved_because;
        out.push_back(date.dates.nominal_on.iso() + " " + date.dates.entry_on.iso() + " " +
                      date.period.covered.first.iso() + " " + date.period.covered.last.iso() +
                      (reason.empty() ? "" : " " + reason));
    }
    return out;
}

using Lines = std::vector<std::string>;

TEST(Schedule, PaysEveryTwentyEightDaysFromTheNominalDayAlsoAfterAMovedOne) {
    EXPECT_EQ(lines(dates_in(four_weekly(), "2026-04-01", "2026-07-01")),
              (Lines{"2026-04-06 2026-04-02 2026-04-06 2026-05-03 Easter Monday; Good Friday",
                     "2026-05-04 2026-05-01 2026-05-04 2026-05-31 Early May bank holiday",
                     "2026-06-01 2026-06-01 2026-06-01 2026-06-28",
                     "2026-06-29 2026-06-29 2026-06-29 2026-07-26"}));
}

TEST(Schedule, PaysInArrearsOnTheDayAfterThePeriod) {
    Schedule schedule = four_weekly();
    schedule.timing = Timing::arrears;
    EXPECT_EQ(lines(dates_in(schedule, "2026-04-01", "2026-06-01")),
              (Lines{"2026-05-04 2026-05-01 2026-04-06 2026-05-03 Early May bank holiday",
                     "2026-06-01 2026-06-01 2026-05-04 2026-05-31"}));
}

TEST(Schedule, ClipsTheFirstAndLastPeriodsToTheAgreement) {
    Schedule schedule = four_weekly();
    schedule.starts_on = day("2026-04-15");
    schedule.ends_on = day("2026-06-10");
    EXPECT_EQ(lines(dates_in(schedule, "2026-01-01", "2026-12-31")),
              (Lines{"2026-04-15 2026-04-15 2026-04-15 2026-05-03",
                     "2026-05-04 2026-05-01 2026-05-04 2026-05-31 Early May bank holiday",
                     "2026-06-01 2026-06-01 2026-06-01 2026-06-10"}));
    schedule.timing = Timing::arrears;
    EXPECT_EQ(lines(dates_in(schedule, "2026-01-01", "2026-12-31")),
              (Lines{"2026-05-04 2026-05-01 2026-04-15 2026-05-03 Early May bank holiday",
                     "2026-06-01 2026-06-01 2026-05-04 2026-05-31",
                     "2026-06-29 2026-06-29 2026-06-01 2026-06-10"}));
}

TEST(Schedule, KeepsTheCycleForAnAgreementThatStartsBeforeTheAnchor) {
    Schedule schedule = four_weekly();
    schedule.starts_on = day("2026-03-30");
    const auto dates = dates_in(schedule, "2026-03-01", "2026-04-30");
    EXPECT_EQ(lines(dates),
              (Lines{"2026-03-30 2026-03-30 2026-03-30 2026-04-05",
                     "2026-04-06 2026-04-02 2026-04-06 2026-05-03 Easter Monday; Good Friday"}));
    EXPECT_EQ(dates[0].period.full, (Period{day("2026-03-09"), day("2026-04-05")}));
    EXPECT_TRUE(dates[0].period.is_part());
    EXPECT_FALSE(dates[1].period.is_part());
}

TEST(Schedule, EndsOnTheLastDayOfAPeriodWithoutAFurtherPayment) {
    Schedule schedule = four_weekly();
    schedule.ends_on = day("2026-05-03");
    EXPECT_EQ(dates_in(schedule, "2026-01-01", "2026-12-31").size(), 1U);
    schedule.ends_on = day("2026-05-04");
    const auto dates = dates_in(schedule, "2026-01-01", "2026-12-31");
    ASSERT_EQ(dates.size(), 2U);
    EXPECT_EQ(dates[1].period.covered.days(), 1);
}

TEST(Schedule, ClampsAMonthlyPolicyDayToTheMonthsEnd) {
    EXPECT_EQ(lines(dates_in(monthly(31, "2027-12-31"), "2027-12-01", "2028-05-01")),
              (Lines{"2027-12-31 2027-12-31 2027-12-31 2028-01-30",
                     "2028-01-31 2028-01-31 2028-01-31 2028-02-28",
                     "2028-02-29 2028-02-29 2028-02-29 2028-03-30",
                     "2028-03-31 2028-03-31 2028-03-31 2028-04-29",
                     "2028-04-30 2028-04-28 2028-04-30 2028-05-30 Sunday"}));
}

TEST(Schedule, PaysCalendarMonthsWhenThePolicyDayIsTheFirst) {
    Schedule schedule = monthly(1, "2026-12-10");
    EXPECT_EQ(lines(dates_in(schedule, "2026-12-01", "2027-01-31")),
              (Lines{"2026-12-10 2026-12-10 2026-12-10 2026-12-31",
                     "2027-01-01 2026-12-31 2027-01-01 2027-01-31 New Year's Day"}));
    schedule.timing = Timing::arrears;
    EXPECT_EQ(lines(dates_in(schedule, "2026-12-01", "2027-01-31")),
              (Lines{"2027-01-01 2026-12-31 2026-12-10 2026-12-31 New Year's Day"}));
}

TEST(Schedule, PaysAOneOffOnce) {
    Schedule schedule;
    schedule.frequency = Frequency::one_off;
    schedule.anchor_on = day("2026-12-26");
    schedule.starts_on = day("2026-12-01");
    EXPECT_EQ(lines(dates_in(schedule, "2026-01-01", "2027-12-31")),
              (Lines{"2026-12-26 2026-12-24 2026-12-26 2026-12-26 Saturday; Christmas Day"}));
    schedule.ends_on = day("2027-03-31");
    EXPECT_EQ(dates_in(schedule, "2026-12-26", "2026-12-26")[0].period.covered,
              (Period{day("2026-12-01"), day("2027-03-31")}));
    EXPECT_TRUE(dates_in(schedule, "2026-12-27", "2027-12-31").empty());
}

TEST(Schedule, ShowsTheNextThirteenDates) {
    const auto dates = next_dates(four_weekly(), day("2026-04-01"), 13, shipped_holidays());
    ASSERT_EQ(dates.size(), 13U);
    EXPECT_EQ(dates.front().dates.entry_on, day("2026-04-02"));
    EXPECT_EQ(dates.back().dates.nominal_on, day("2027-03-08"));
    EXPECT_EQ(next_dates(four_weekly(), day("2020-01-01"), 13, shipped_holidays()), dates);
    Schedule ends = four_weekly();
    ends.ends_on = day("2026-06-30");
    EXPECT_EQ(next_dates(ends, day("2026-04-01"), 13, shipped_holidays()).size(), 4U);
    EXPECT_EQ(
        next_dates(monthly(15, "2026-01-15"), day("2026-04-01"), 13, shipped_holidays()).size(),
        13U);
    EXPECT_THROW((void)next_dates(ends, day("2026-04-01"), 1'001, shipped_holidays()),
                 InvariantBroken);
}

TEST(Schedule, DoesNotPromiseAgainWhatHasAlreadyArrived) {
    const auto dates = next_dates(four_weekly(), day("2026-04-02"), 1, shipped_holidays());
    ASSERT_EQ(dates.size(), 1U);
    EXPECT_EQ(dates[0].dates.nominal_on, day("2026-05-04"));
}

TEST(Schedule, WarnsOfDatesBeyondTheListOfHolidays) {
    const auto dates = dates_in(monthly(1, "2028-12-01"), "2028-12-01", "2029-01-31");
    ASSERT_EQ(dates.size(), 2U);
    EXPECT_FALSE(dates[0].dates.warning);
    EXPECT_TRUE(dates[1].dates.warning);
}

TEST(Schedule, CatchesUpOnceAfterAStop) {
    const Schedule schedule = four_weekly();
    const auto missed =
        fallen_due(schedule, day("2026-04-06"), day("2026-06-05"), shipped_holidays());
    EXPECT_EQ(lines(missed),
              (Lines{"2026-05-04 2026-05-01 2026-05-04 2026-05-31 Early May bank holiday",
                     "2026-06-01 2026-06-01 2026-06-01 2026-06-28"}));
    EXPECT_TRUE(
        fallen_due(schedule, day("2026-06-01"), day("2026-06-05"), shipped_holidays()).empty());
    EXPECT_EQ(fallen_due(schedule, std::nullopt, day("2026-06-05"), shipped_holidays()).size(), 3U);
    EXPECT_TRUE(fallen_due(schedule, std::nullopt, day("2026-04-05"), shipped_holidays()).empty());
}

TEST(Schedule, IsRefusedWithAnImpossiblePolicyDayOrEnd) {
    EXPECT_TRUE(check_schedule(four_weekly()).accepted());
    EXPECT_TRUE(check_schedule(monthly(31, "2026-01-01")).accepted());
    EXPECT_EQ(check_schedule(monthly(32, "2026-01-01")).refusal().code, "schedule-policy-day");
    EXPECT_EQ(check_schedule(monthly(0, "2026-01-01")).refusal().field, "policy_day");
    Schedule backwards = four_weekly();
    backwards.ends_on = backwards.starts_on;
    EXPECT_TRUE(check_schedule(backwards).accepted());
    backwards.ends_on = backwards.starts_on - 1;
    EXPECT_EQ(check_schedule(backwards).refusal().code, "schedule-ends-before-it-starts");
    EXPECT_THROW((void)dates_in(backwards, "2026-01-01", "2026-12-31"), InvariantBroken);
    const Period too_long{day("1900-01-01"), day("1900-01-01") + 150'000};
    EXPECT_THROW((void)payment_dates(four_weekly(), too_long, shipped_holidays()), InvariantBroken);
}

Schedule any_schedule() {
    Schedule schedule;
    schedule.frequency = *rc::gen::element(Frequency::four_weekly, Frequency::monthly);
    schedule.timing = *rc::gen::element(Timing::advance, Timing::arrears);
    schedule.anchor_on = day("2024-01-01") + *rc::gen::inRange(-400, 400);
    schedule.policy_day = *rc::gen::inRange(1U, 32U);
    schedule.starts_on = day("2024-01-01") + *rc::gen::inRange(-400, 400);
    if (*rc::gen::arbitrary<bool>())
        schedule.ends_on = schedule.starts_on + *rc::gen::inRange(0, 900);
    return schedule;
}

const Period all_years{*Date::parse("2022-01-01"), *Date::parse("2028-12-31")};

RC_GTEST_PROP(Schedule, CoversEachDayOfTheAgreementOnce, ()) {
    const Schedule schedule = any_schedule();
    Date next = schedule.starts_on;
    for (const PaymentDate& date : payment_dates(schedule, all_years, shipped_holidays())) {
        RC_ASSERT(date.period.covered.first == next);
        RC_ASSERT(date.period.full.holds(date.period.covered.first));
        RC_ASSERT(date.period.full.holds(date.period.covered.last));
        next = date.period.covered.last + 1;
    }
    if (schedule.ends_on) RC_ASSERT(next == *schedule.ends_on + 1);
}

RC_GTEST_PROP(Schedule, NeverDrifts, ()) {
    Schedule schedule = any_schedule();
    schedule.frequency = Frequency::four_weekly;
    for (const PaymentDate& date : payment_dates(schedule, all_years, shipped_holidays())) {
        RC_ASSERT((date.period.full.first - schedule.anchor_on) % 28 == 0);
        RC_ASSERT(date.period.full.days() == 28);
    }
}

RC_GTEST_PROP(Schedule, GivesEachPaymentOnceHoweverTheWindowIsCut, ()) {
    const Schedule schedule = any_schedule();
    const Date cut = all_years.first + *rc::gen::inRange(0, all_years.days() - 1);
    auto both = payment_dates(schedule, {all_years.first, cut}, shipped_holidays());
    const auto rest = payment_dates(schedule, {cut + 1, all_years.last}, shipped_holidays());
    both.insert(both.end(), rest.begin(), rest.end());
    RC_ASSERT(both == payment_dates(schedule, all_years, shipped_holidays()));
}

}  // namespace
}  // namespace almoner::ledger

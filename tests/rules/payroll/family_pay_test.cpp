#include "rules/payroll/family_pay.h"

#include "tests/rules/payroll/payroll_samples.h"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

namespace almoner::rules {
namespace {

using almoner::testing::on;
using almoner::testing::our_rates;
using almoner::testing::pence;
using almoner::testing::pounds;
using almoner::testing::sample_rows;
using ledger::Money;
using ledger::Period;

FamilyLeave leave(FamilyPayKind kind, std::string_view starts_on, std::int64_t pence) {
    const int weeks = most_weeks_of_family_pay(our_rates(), kind, on(starts_on)).value();
    return {kind, on(starts_on), weeks, WeeklyEarnings::from(Money::from_pence(pence))};
}

Money paid(const FamilyLeave& leave, std::string_view first, std::string_view last) {
    const auto amount = family_pay(our_rates(), leave, {on(first), on(last)});
    EXPECT_TRUE(amount.accepted()) << amount.refusal().words;
    return amount.value();
}

TEST(FamilyPay, HasThePublishedFlatRates) {
    for (const auto& row : sample_rows("smp.csv")) {
        EXPECT_EQ(flat_weekly_rate(our_rates(), *TaxYear::parse(row.at("tax_year"))).value(),
                  pounds(row.at("expected")))
            << row.at("case_id");
    }
    EXPECT_EQ(flat_weekly_rate(our_rates(), TaxYear::starting_in(2026)).value(), pence(19'432));
}

// 300.00 a week from Monday 1 June 2026: 90% is 270.00, the flat rate 194.32.
TEST(FamilyPay, OfAMotherIsNineTenthsForSixWeeksAndThenTheFlatRate) {
    const FamilyLeave mother = leave(FamilyPayKind::maternity, "2026-06-01", 30'000);
    EXPECT_EQ(paid(mother, "2026-06-01", "2026-06-28"), pence(4 * 27'000));
    EXPECT_EQ(paid(mother, "2026-06-29", "2026-07-26"), pence(2 * 27'000 + 2 * 19'432));
    EXPECT_EQ(paid(mother, "2026-06-01", "2027-02-28"), pence(6 * 27'000 + 33 * 19'432));
    EXPECT_EQ(paid(mother, "2027-03-01", "2027-03-28"), pence(0));
    EXPECT_EQ(paid_days(mother), (Period{on("2026-06-01"), on("2027-02-28")}));
    // One day of the seventh week: 194.32 / 7 = 27.76.
    EXPECT_EQ(paid(mother, "2026-07-13", "2026-07-13"), pence(2'776));
    // Two days: 55.52. One of the first week: 38.5714... rounded up.
    EXPECT_EQ(paid(mother, "2026-06-01", "2026-06-01"), pence(3'858));
}

// The same mother after six weeks that she took before: the flat rate at once, and 33 weeks of it.
TEST(FamilyPay, GoesOnWhereEarlierLeaveForTheChildEnded) {
    FamilyLeave again = leave(FamilyPayKind::maternity, "2026-09-07", 30'000);
    again.weeks_before = 6;
    again.weeks = 33;
    EXPECT_EQ(paid(again, "2026-09-07", "2026-09-13"), pence(19'432));
    again.weeks = 34;
    EXPECT_EQ(family_pay(our_rates(), again, {on("2026-09-07"), on("2026-09-13")}).refusal().code,
              "family-pay-weeks");
}

// 90% of 200.00 is 180.00, below the flat rate: 180.00 throughout.
TEST(FamilyPay, IsNeverAboveNineTenthsOfEarnings) {
    const FamilyLeave mother = leave(FamilyPayKind::adoption, "2026-06-01", 20'000);
    EXPECT_EQ(paid(mother, "2026-06-01", "2027-02-28"), pence(39 * 18'000));
}

// Leave from Wednesday 7 January 2026. The first Sunday of April 2026 is the 5th, so the flat rate
// is 187.18 for the week from 1 April and 194.32 for the week from 8 April.
TEST(FamilyPay, ChangesItsFlatRateWithTheFirstWeekAfterTheFirstSundayOfApril) {
    const FamilyLeave mother = leave(FamilyPayKind::maternity, "2026-01-07", 50'000);
    EXPECT_EQ(paid(mother, "2026-04-01", "2026-04-07"), pence(18'718));
    EXPECT_EQ(paid(mother, "2026-04-08", "2026-04-14"), pence(19'432));
    const FamilyLeave sunday = leave(FamilyPayKind::maternity, "2026-01-04", 50'000);
    EXPECT_EQ(paid(sunday, "2026-04-05", "2026-04-11"), pence(19'432));
}

TEST(FamilyPay, OfTheOthersIsTheFlatRateOrNineTenths) {
    for (const auto& [kind, weeks] : {std::pair{FamilyPayKind::paternity, 2},
                                      {FamilyPayKind::shared_parental, 37},
                                      {FamilyPayKind::bereavement, 2},
                                      {FamilyPayKind::neonatal, 12}}) {
        const FamilyLeave parent = leave(kind, "2026-06-01", 50'000);
        EXPECT_EQ(parent.weeks, weeks) << name_of(kind);
        EXPECT_EQ(paid(parent, "2026-06-01", "2026-06-14"), pence(2 * 19'432)) << name_of(kind);
        EXPECT_EQ(paid(leave(kind, "2026-06-01", 10'000), "2026-06-01", "2026-06-14"),
                  pence(2 * 9'000));
    }
}

TEST(FamilyPay, RefusesWhatCannotBe) {
    FamilyLeave father = leave(FamilyPayKind::paternity, "2026-06-01", 50'000);
    const Period june{on("2026-06-01"), on("2026-06-30")};
    father.weeks = 3;
    EXPECT_EQ(family_pay(our_rates(), father, june).refusal().code, "family-pay-weeks");
    father.weeks = 0;
    EXPECT_EQ(family_pay(our_rates(), father, june).refusal().code, "family-pay-weeks");
    father.weeks = 2;
    EXPECT_EQ(family_pay(our_rates(), father, {june.last, june.first}).refusal().code,
              "period-turned-round");
    father.earnings = WeeklyEarnings::from(pence(10'000'001));
    EXPECT_EQ(family_pay(our_rates(), father, june).refusal().code, "earnings-too-high");
    EXPECT_EQ(most_weeks_of_family_pay(our_rates(), FamilyPayKind::neonatal, on("2025-04-05"))
                  .refusal()
                  .code,
              "neonatal-not-yet");
    FamilyLeave early = father;
    early.kind = FamilyPayKind::neonatal;
    early.starts_on = on("2025-04-05");
    early.weeks = 1;
    early.earnings = WeeklyEarnings::from(pence(50'000));
    const Period april{on("2025-04-05"), on("2025-04-30")};
    EXPECT_EQ(family_pay(our_rates(), early, april).refusal().code, "neonatal-not-yet");
    early.starts_on = on("2025-04-06");
    EXPECT_TRUE(family_pay(our_rates(), early, april).accepted());
    EXPECT_EQ(flat_weekly_rate(our_rates(), TaxYear::starting_in(2027)).refusal().field,
              "family.weekly");
}

// A baby due on Wednesday 14 October 2026: the week of Sunday the 11th.
TEST(MaternityDates, HangOnTheWeekInWhichTheBabyIsDue) {
    const MaternityDates dates = maternity_dates(on("2026-10-14"));
    EXPECT_EQ(dates.due_week, on("2026-10-11"));
    EXPECT_EQ(dates.qualifying_week, on("2026-06-28"));
    EXPECT_EQ(dates.earliest_leave, on("2026-07-26"));
    EXPECT_EQ(dates.sick_pay_stops_on, on("2026-09-13"));
    EXPECT_EQ(maternity_dates(on("2026-10-11")).due_week, on("2026-10-11"));
    EXPECT_EQ(maternity_dates(on("2026-10-17")).due_week, on("2026-10-11"));
}

// The qualifying week ends on Saturday 4 July 2026; 26 weeks end there that begin on 4 January.
TEST(FamilyPayCheck, AsksForServiceAndEarnings) {
    FamilyPayFacts facts{.kind = FamilyPayKind::maternity,
                         .employed_since = on("2026-01-04"),
                         .tested_in_week_of = on("2026-06-28"),
                         .earnings = WeeklyEarnings::from(pence(12'900))};
    const auto refusal = [&] {
        const auto checked = check_family_pay(our_rates(), facts);
        return checked.accepted() ? "accepted" : checked.refusal().code;
    };
    EXPECT_EQ(refusal(), "accepted");
    facts.employed_since = on("2026-01-05");
    EXPECT_EQ(refusal(), "service-too-short");
    facts.employed_since = on("2026-01-04");
    facts.earnings = WeeklyEarnings::from(pence(12'899));
    EXPECT_EQ(refusal(), "earnings-too-low");
    facts.kind = FamilyPayKind::neonatal;
    facts.days_in_care = 6;
    EXPECT_EQ(refusal(), "neonatal-care-too-short");
    facts.days_in_care = 7;
    facts.born_days_before_care = 29;
    EXPECT_EQ(refusal(), "neonatal-care-too-late");
    facts.born_days_before_care = 28;
    facts.tested_in_week_of = on("2025-04-01");
    EXPECT_EQ(refusal(), "neonatal-not-yet");
}

// However the leave is cut into pay periods, each is rounded up by less than a penny.
RC_GTEST_PROP(FamilyPay, PeriodsAddUpToTheLeave, ()) {
    const FamilyLeave mother = {
        FamilyPayKind::maternity,
        on("2025-06-01") + *rc::gen::inRange(0, 365),
        39,
        WeeklyEarnings::from_decimals(*rc::gen::inRange<std::int64_t>(0, 10'000'000'000))};
    const Period all = paid_days(mother);
    Money total;
    int parts = 0;
    for (ledger::Date from = all.first; from <= all.last; ++parts) {
        const ledger::Date until = std::min(from + *rc::gen::inRange(0, 40), all.last);
        total += family_pay(our_rates(), mother, {from, until}).value();
        from = until + 1;
    }
    const Money whole = family_pay(our_rates(), mother, all).value();
    RC_ASSERT(total >= whole);
    RC_ASSERT(total.pence() - whole.pence() < parts);
}

}  // namespace
}  // namespace almoner::rules

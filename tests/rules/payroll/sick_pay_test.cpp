#include "rules/payroll/sick_pay.h"

#include "tests/rules/payroll/payroll_samples.h"

#include <gtest/gtest.h>

namespace almoner::rules {
namespace {

using almoner::testing::on;
using almoner::testing::our_rates;
using almoner::testing::pence;
using almoner::testing::pounds;
using almoner::testing::sample_rows;

constexpr Weekdays monday_to_friday = {false, true, true, true, true, true, false};

WeeklyEarnings week_of(std::int64_t pence) {
    return WeeklyEarnings::from(ledger::Money::from_pence(pence));
}

SickSpell spell(std::string_view first, std::string_view last) {
    return {{on(first), on(last)}, monday_to_friday, std::nullopt, week_of(25'000)};
}

SickPay pay(const SickSpell& spell) {
    const auto paid = sick_pay(our_rates(), spell);
    EXPECT_TRUE(paid.accepted()) << paid.refusal().words;
    return paid.value();
}

TEST(SickPay, AgreesWithThePublishedCases) {
    const auto rows = sample_rows("ssp.csv");
    if (rows.empty()) GTEST_SKIP() << "ALMONER_REFERENCE is not set";
    for (const auto& row : rows) {
        SickSpell spell{{on(row.at("sick_start")), on(row.at("sick_end"))},
                        parse_weekdays(row.at("weekdays_worked")).value(),
                        std::nullopt,
                        std::nullopt};
        if (!row.at("linked_start").empty()) {
            spell.linked = {on(row.at("linked_start")), on(row.at("linked_end"))};
        }
        if (!row.at("awe").empty()) spell.earnings = WeeklyEarnings::from(pounds(row.at("awe")));
        EXPECT_EQ(pay(spell).total, pounds(row.at("expected_ssp"))) << row.at("case_id");
    }
}

// 2025-26: 118.75 / 5 = 23.75 a day. Monday 2 to Friday 13 June: ten days, three of them waiting.
TEST(SickPay, BeforeApril2026TheFirstThreeDaysWait) {
    const SickPay paid = pay(spell("2025-06-02", "2025-06-13"));
    EXPECT_EQ(paid.waiting_days, 3);
    EXPECT_EQ(paid.total, pence(7 * 2'375));
    EXPECT_EQ(paid.weeks,
              (std::vector<SickWeek>{{on("2025-06-07"), 2, pence(4'750)},
                                     {on("2025-06-14"), 5, pence(11'875)}}));
}

TEST(SickPay, BeforeApril2026ASpellOfThreeDaysIsNone) {
    EXPECT_EQ(pay(spell("2025-06-02", "2025-06-04")).nothing_because, NoSickPay::spell_too_short);
    EXPECT_EQ(pay(spell("2025-06-02", "2025-06-05")).total, pence(2'375));
    // Friday to Monday: two working days, which both wait. A weekend has none.
    EXPECT_EQ(pay(spell("2025-06-06", "2025-06-09")).nothing_because, NoSickPay::only_waiting_days);
    EXPECT_EQ(pay(spell("2026-06-06", "2026-06-07")).nothing_because, NoSickPay::no_working_days);
}

TEST(SickPay, BeforeApril2026EarningsHadToReachTheLowerLimit) {
    SickSpell low = spell("2025-06-02", "2025-06-13");
    low.earnings = week_of(12'500);
    EXPECT_EQ(pay(low).total, pence(7 * 2'375));
    low.earnings = week_of(12'499);
    EXPECT_EQ(pay(low).total, pence(0));
    EXPECT_EQ(pay(low).nothing_because, NoSickPay::earnings_too_low);
}

// 2026-27: 123.25, or 80% of earnings if that is less. 80% of 154.06 = 123.248; of 100.00 = 80.00.
TEST(SickPay, FromApril2026TheFirstDayCountsAndTheRateFollowsLowEarnings) {
    SickSpell day = spell("2026-04-06", "2026-04-06");
    EXPECT_EQ(pay(day).total, pence(2'465));
    EXPECT_EQ(pay(day).waiting_days, 0);
    SickSpell week = spell("2026-04-06", "2026-04-10");
    week.earnings = week_of(15'407);
    EXPECT_EQ(pay(week).total, pence(12'325));
    week.earnings = week_of(10'000);
    EXPECT_EQ(pay(week).total, pence(8'000));
    week.earnings.reset();
    EXPECT_EQ(sick_pay(our_rates(), week).refusal().code, "earnings-missing");
}

// Wednesday 1 April to Friday 10 April 2026. 1, 2 and 3 April wait; from Monday the 6th each day is
// paid by the new rule: 80% of 100.00 a week is 16.00 a day.
TEST(SickPay, WhoWaitedWhenTheLawChangedIsPaidFromThatDay) {
    SickSpell across = spell("2026-04-01", "2026-04-10");
    across.earnings = week_of(13'000);
    const SickPay paid = pay(across);
    EXPECT_EQ(paid.waiting_days, 3);
    EXPECT_EQ(paid.total, pence(10'400));  // 80% of 130.00
    across.earnings = week_of(10'000);     // under the old limit of 125.00: nothing until the 6th
    EXPECT_EQ(pay(across).total, pence(8'000));
}

// Monday 23 March to Friday 10 April 2026 on 130.00 a week: 26 March to 3 April are seven days of
// 118.75 / 5; from 6 April five days of the flat 123.25, not of 80% of 130.00.
TEST(SickPay, WhoWasPaidWhenTheLawChangedStaysOnTheFlatRate) {
    SickSpell across = spell("2026-03-23", "2026-04-10");
    across.earnings = week_of(13'000);
    EXPECT_EQ(pay(across).total, pence(7 * 2'375 + 12'325));
}

TEST(SickPay, EndsAfterTwentyEightWeeks) {
    SickSpell year = spell("2026-04-06", "2026-12-31");
    EXPECT_EQ(pay(year).total, pence(28 * 12'325));
    year.linked = {on("2026-01-01"), on("2026-04-03")};
    year.earnings = week_of(25'000);
    // 67 working days, three of them waiting: 64 of 140 are used.
    EXPECT_EQ(pay(year).weeks.size(), 16U);
    SickSpell after = spell("2026-10-05", "2026-10-09");
    after.linked = {on("2026-01-01"), on("2026-09-30")};
    EXPECT_EQ(pay(after).nothing_because, NoSickPay::all_paid_before);
}

// A day each on six Mondays of 2026 that lie 49 days apart: on 7 December five of the 140 days are
// used, and not the weeks between. 123.25 / 5 = 24.65.
TEST(SickPay, OnlyTheDaysOfLinkedSpellsAreUsed) {
    SickSpell december = spell("2026-12-07", "2026-12-07");
    december.linked = {on("2026-04-06"), on("2026-10-19")};
    EXPECT_EQ(pay(december).nothing_because, NoSickPay::all_paid_before);
    for (const char* const monday :
         {"2026-04-06", "2026-05-25", "2026-07-13", "2026-08-31", "2026-10-19"}) {
        december.linked_spells.push_back({on(monday), on(monday)});
    }
    EXPECT_EQ(pay(december).total, pence(2'465));
}

// Payroll.md, section 4: four days before April 2026, one since.
TEST(SickPay, AShorterSpellLinksToNothing) {
    const auto counts = [](std::string_view first, std::string_view last) {
        return is_long_enough(our_rates(), {on(first), on(last)}).value();
    };
    EXPECT_FALSE(counts("2025-06-02", "2025-06-04"));
    EXPECT_TRUE(counts("2025-06-02", "2025-06-05"));
    EXPECT_TRUE(counts("2026-06-02", "2026-06-02"));
}

TEST(SickPay, SpellsLinkAcrossEightWeeks) {
    const ledger::Period earlier{on("2026-05-01"), on("2026-05-10")};
    const auto links = [&](std::string_view first) {
        return spells_link(our_rates(), earlier, {on(first), on("2026-08-01")}).value();
    };
    EXPECT_TRUE(links("2026-07-06"));   // 56 days between
    EXPECT_FALSE(links("2026-07-07"));  // 57
}

TEST(SickPay, RefusesWhatCannotBe) {
    const auto refusal = [](const SickSpell& spell) {
        const auto paid = sick_pay(our_rates(), spell);
        return paid.accepted() ? "accepted" : paid.refusal().code + " " + paid.refusal().field;
    };
    EXPECT_EQ(refusal(spell("2026-05-02", "2026-05-01")), "period-turned-round sick_end");
    SickSpell none = spell("2026-05-01", "2026-05-02");
    none.worked = {};
    EXPECT_EQ(refusal(none), "weekdays-none weekdays_worked");
    SickSpell linked = spell("2026-05-01", "2026-05-02");
    linked.linked = {on("2026-04-07"), on("2026-05-01")};
    EXPECT_EQ(refusal(linked), "linked-spell-later linked_end");
    linked.linked = {on("2026-04-20"), on("2026-04-19")};
    EXPECT_EQ(refusal(linked), "period-turned-round linked_end");
    EXPECT_EQ(refusal(spell("2027-05-01", "2027-05-02")), "payroll-rate-missing ssp.weekly");
    for (const char* bad : {"7", "1,2", "|1", "1|", "12", "mon"}) {
        EXPECT_EQ(parse_weekdays(bad).refusal().code, "weekdays-unreadable") << bad;
    }
    EXPECT_EQ(parse_weekdays("1|2|3|4|5").value(), monday_to_friday);
}

}  // namespace
}  // namespace almoner::rules

#include "rules/payroll/payday.h"

#include "tests/rules/payroll/payroll_samples.h"

#include <gtest/gtest.h>

#include <array>

namespace almoner::rules {
namespace {

using almoner::testing::on;
using almoner::testing::our_rates;
using almoner::testing::pence;
using ledger::Money;

// A grown-up on 1257L, paid every four weeks on 1 May 2026: tax week 4.
PaydayTerms terms() {
    return {.paid_on = on("2026-05-01"),
            .worked = {on("2026-03-30"), on("2026-04-26")},
            .about = {.letter = 'A', .born_on = on("1980-02-03")},
            .code = parse_tax_code("1257L").value()};
}

std::vector<PayLine> day_hours(std::int64_t hours, std::int64_t rate = 12'71) {
    return {wage_line("day", hours * 60, pence(rate), pence(rate))};
}

Payday paid(const PaydayTerms& of, const SlipToDate& before, std::vector<PayLine> lines) {
    return payday_for(our_rates(), of, before, std::move(lines)).value();
}

// reference/payroll.md, section 1: 80 h x 12.71 = 1,016.80 in week 4 -> tax 9.80, employee NIC
// 3.98, employer NIC 94.77.
TEST(Payday, WorkedFourWeeklyInWeek4) {
    const Payday first = paid(terms(), {}, day_hours(80));
    EXPECT_EQ(first.period, (TaxPeriod{PayFrequency::four_weekly, 1}));
    EXPECT_EQ(first.slip.gross, pence(1'016'80));
    EXPECT_EQ(first.slip.tax.tax, pence(9'80));
    EXPECT_EQ(first.slip.ni.employee, pence(3'98));
    EXPECT_EQ(first.slip.ni.employer, pence(94'77));
    EXPECT_EQ(first.paid(), pence(1'003'02));
    EXPECT_EQ(first.ni_letter, 'A');
    EXPECT_EQ(first.wage.shortfall, Money{});
}

// The same source: then 1,200.00 in week 8 -> tax 46.40.
TEST(Payday, WorkedFourWeeklyInWeek8) {
    PaydayTerms second = terms();
    second.paid_on = on("2026-05-29");
    second.worked = {on("2026-04-27"), on("2026-05-24")};
    const Payday payday = paid(second,
                               {.taxable = pence(1'016'80), .tax = pence(9'80)},
                               {sum_line("other", pence(1'200'00), "")});
    EXPECT_EQ(payday.period.week_no(), 8);
    EXPECT_EQ(payday.slip.tax.tax, pence(46'40));
}

// 60 h (762.60): tax 0, NIC 0, employer 56.64.
TEST(Payday, WorkedFourWeeklyBelowTheThresholds) {
    const Payday payday = paid(terms(), {}, day_hours(60));
    EXPECT_EQ(payday.slip.tax.tax, Money{});
    EXPECT_EQ(payday.slip.ni.employee, Money{});
    EXPECT_EQ(payday.slip.ni.employer, pence(56'64));
}

// A payday on 5 April 2027 is week 53 of the tax year, so of four weeks HMRC's week 56: taxed on
// the free pay of four weeks, by itself. 1,200.00 - 967.68 = 232.32 -> 232 at 20% = 46.40, whatever
// was paid before.
TEST(Payday, Week56StandsAlone) {
    PaydayTerms last = terms();
    last.paid_on = on("2027-04-05");
    last.worked = {on("2027-03-01"), on("2027-03-28")};
    const Payday payday = paid(last,
                               {.taxable = pence(30'000'00), .tax = pence(1'000'00)},
                               {sum_line("other", pence(1'200'00), "")});
    EXPECT_EQ(payday.period.week_no(), 56);
    EXPECT_EQ(payday.slip.tax.tax, pence(46'40));
    EXPECT_EQ(payday.slip.tax.tax_to_date, pence(1'046'40));
}

// National Insurance of two paydays in one earnings period is that of 1,200.00: (1,200 - 967) x 8%
// = 18.64 and (1,200 - 385) x 15% = 122.25; of them 3.98 and 94.77 were taken before.
TEST(Payday, TwoPaydaysOfOneEarningsPeriodAreReckonedTogether) {
    const Payday first = paid(terms(), {}, day_hours(80));
    const SlipToDate before{.taxable = first.slip.taxable,
                            .tax = first.slip.tax.tax,
                            .in_period = {.gross = first.slip.gross,
                                          .taxable = first.slip.taxable,
                                          .tax = first.slip.tax.tax,
                                          .ni = first.slip.ni}};
    const Payday second = paid(terms(), before, {sum_line("other", pence(183'20), "")});
    EXPECT_EQ(second.slip.ni.employee, pence(14'66));
    EXPECT_EQ(second.slip.ni.employer, pence(27'48));
    EXPECT_EQ(second.slip.tax.tax, pence(36'60));  // 46.40 of 1,200.00 in week 4, less 9.80
}

// 0T frees nothing and looks at no other payment: 100.00 at 20%.
TEST(Payday, AfterLeavingIsTaxedOn0TByItself) {
    PaydayTerms left = terms();
    left.is_after_leaving = true;
    const Payday payday =
        paid(left, {.taxable = pence(1'000'00)}, {sum_line("other", pence(100'00), "")});
    EXPECT_EQ(payday.slip.tax.tax, pence(20'00));
    EXPECT_EQ(payday.code.number, 0);
    EXPECT_EQ(payday.basis, TaxBasis::this_period);
}

TEST(Payday, MilesArePaidBesideTheWagesAndNotTaxed) {
    auto lines = day_hours(80);
    lines.push_back(counted_line("mileage", 100, pence(45), PayCounts::expense));
    const Payday payday = paid(terms(), {}, std::move(lines));
    EXPECT_EQ(payday.slip.gross, pence(1'016'80));
    EXPECT_EQ(payday.expenses, pence(45'00));
    EXPECT_EQ(payday.paid(), pence(1'048'02));
}

// A night's premium counts as pay, not towards the minimum wage: 10 h at 12.00 are 2.10 short of
// 10 x 12.21 = 122.10, by the rate of the first day of the period, 30 March.
TEST(Payday, APremiumDoesNotMakeUpTheMinimumWage) {
    const Payday payday =
        paid(terms(), {}, {wage_line("night", 10 * 60, pence(14'00), pence(12'00))});
    EXPECT_EQ(payday.slip.gross, pence(140'00));
    EXPECT_EQ(payday.wage.shortfall, pence(2'10));
}

// 20 minutes are 33 hundredths of an hour: nobody is told of a penny that is not missing.
TEST(Payday, MinutesAtTheMinimumWageReachIt) {
    for (std::int64_t minutes = 1; minutes <= 180; ++minutes) {
        const Payday payday =
            paid(terms(), {}, {wage_line("day", minutes, pence(12'71), pence(12'71))});
        EXPECT_LE(payday.wage.shortfall, pence(1)) << minutes;
    }
}

// 10 h at 12.21 of the four weeks from 30 March, whose first day asks for 12.21, and 10 h of those
// from 27 April, whose first day asks for 12.71: 5.00 short. 1.00 an hour above it in one period
// makes up for nothing in the other.
TEST(Payday, EachPayReferencePeriodReachesItsOwnMinimumWage) {
    PaydayTerms late = terms();
    late.paid_on = on("2026-05-29");
    late.worked = {on("2026-03-30"), on("2026-05-24")};
    const auto of = [](const char* first, const char* last, std::int64_t rate) {
        PayLine line = wage_line("day", 10 * 60, pence(rate), pence(rate));
        line.worked = {on(first), on(last)};
        return line;
    };
    const PayLine may = of("2026-04-27", "2026-05-24", 12'21);
    EXPECT_EQ(paid(late, {}, {of("2026-03-30", "2026-04-26", 12'21), may}).wage.shortfall,
              pence(5'00));
    EXPECT_EQ(paid(late, {}, {of("2026-03-30", "2026-04-26", 13'21), may}).wage.shortfall,
              pence(5'00));
}

TEST(Payday, WhatIsRecoveredIsTakenOfTheNetAndNeverMore) {
    PaydayTerms owing = terms();
    owing.to_recover = pence(50'00);
    EXPECT_EQ(paid(owing, {}, day_hours(80)).paid(), pence(953'02));
    owing.to_recover = pence(5'000'00);
    EXPECT_EQ(paid(owing, {}, day_hours(80)).paid(), Money{});
}

TEST(Payday, APensionIsOnlyOfThoseWhoAreIn) {
    PaydayTerms of = terms();
    const Payday out = paid(of, {}, day_hours(80));
    EXPECT_EQ(out.slip.pension.employer, Money{});
    EXPECT_EQ(out.worker, WorkerKind::eligible);
    EXPECT_EQ(out.action, PensionAction::enrol);
    of.pension.status = PensionStatus::active;
    // Qualifying 1,016.80 - 480 = 536.80: 4% is 21.47, 3% is 16.10.
    const Payday in = paid(of, {}, day_hours(80));
    EXPECT_EQ(in.slip.pension.employee, pence(21'47));
    EXPECT_EQ(in.slip.pension.employer, pence(16'10));
    EXPECT_EQ(in.action, PensionAction::nothing);
    of.joined_without_employer = true;
    EXPECT_EQ(paid(of, {}, day_hours(80)).slip.pension.employer, Money{});
}

TEST(Payday, RefusesMoreHoursThanThePeriodHas) {
    EXPECT_EQ(payday_for(our_rates(), terms(), {}, day_hours(673)).refusal().code,
              "hours-impossible");
}

// What leaves the fund is the gross and what the employer adds; Employment Allowance makes it less.
TEST(SlipCost, IsGrossAndTheEmployersCosts) {
    PaydayTerms of = terms();
    of.pension.status = PensionStatus::active;
    const Payday payday = paid(of, {}, day_hours(80));
    const SlipCost all = cost_of(payday, {});
    EXPECT_EQ(all.total(), pence(1'016'80 + 94'77 + 16'10));
    EXPECT_EQ(all.hmrc, pence(9'80 + 3'98 + 94'77));
    EXPECT_EQ(all.pension, pence(21'47 + 16'10));
    EXPECT_EQ(cost_of(payday, pence(94'77)).hmrc, pence(13'78));
}

// By hand, 2 : 1. Net pay 1,003.02 is 668.68 and 334.34; HMRC's 13.78 is 9.18 2/3 and 4.59 1/3: the
// penny goes to the larger remainder, 9.19 and 4.59; 0.01 of pension goes to the first.
TEST(SlipCost, IsSplitByLargestRemainder) {
    const auto parts =
        split_cost({.net_pay = pence(1'003'02), .hmrc = pence(13'78), .pension = pence(1)},
                   std::array{2L, 1L});
    ASSERT_EQ(parts.size(), 2U);
    EXPECT_EQ(parts[0], (SlipCost{pence(668'68), pence(9'19), pence(1), Money{}}));
    EXPECT_EQ(parts[1], (SlipCost{pence(334'34), pence(4'59), Money{}, Money{}}));
}

TEST(SlipCost, ARefundIsSplitAsAPaymentIs) {
    const auto parts = split_cost({.net_pay = pence(10), .hmrc = pence(-5)}, std::array{1L, 1L});
    EXPECT_EQ(parts[0].hmrc, pence(-3));
    EXPECT_EQ(parts[1].hmrc, pence(-2));
}

}  // namespace
}  // namespace almoner::rules

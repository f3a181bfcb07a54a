#include "rules/payroll/paye.h"

#include "tests/rules/payroll/payroll_samples.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <rapidcheck/gtest.h>

namespace almoner::rules {
namespace {

using almoner::testing::our_rates;
using almoner::testing::pence;
using almoner::testing::pounds;
using almoner::testing::sample_rows;
using almoner::testing::SampleRow;
using ledger::Money;

const TaxRates& rates_of(const std::string& year) {
    static std::map<std::string, TaxRates> known;
    const auto found = known.find(year);
    if (found != known.end()) return found->second;
    return known.emplace(year, tax_rates(our_rates(), *TaxYear::parse(year)).value()).first->second;
}

TaxCode code(std::string_view text) {
    return parse_tax_code(text).value();
}

TaxInput cumulative(std::string_view tax_code, TaxPeriod period, Money pay, Money to_date) {
    return {code(tax_code), TaxBasis::cumulative, period, pay, to_date, {}};
}

TaxInput alone(std::string_view tax_code, TaxPeriod period, Money pay) {
    return {code(tax_code), TaxBasis::this_period, period, pay, pay, {}};
}

Money tax(const TaxInput& input, const std::string& year = "2026-27") {
    return tax_due(rates_of(year), input).value().tax;
}

TaxInput input_of(const SampleRow& row) {
    return {
        code(row.at("tax_code")),
        parse_tax_basis(row.at("basis")).value(),
        tax_period(*pay_frequency_of_letters(row.at("period_type")), std::stoi(row.at("period_no")))
            .value(),
        pounds(row.at("gross_period")),
        pounds(row.at("gross_to_date")),
        pounds(row.at("tax_to_date_before"))};
}

void agrees_with_the_published(const std::string& file) {
    const auto rows = sample_rows(file);
    if (rows.empty()) GTEST_SKIP() << "ALMONER_REFERENCE is not set";
    for (const SampleRow& row : rows) {
        const auto due = tax_due(rates_of(row.at("tax_year")), input_of(row));
        ASSERT_TRUE(due.accepted()) << row.at("case_id") << due.refusal().words;
        const std::int64_t off =
            due.value().tax.pence() - pounds(row.at("expected_tax_period")).pence();
        EXPECT_LE(std::abs(off), row.at("known_1p_diff") == "1" ? 1 : 0) << row.at("case_id");
        EXPECT_EQ(due.value().limited, row.at("limit_50pct_applied") == "1") << row.at("case_id");
    }
}

TEST(Paye, AgreesWithHmrcsCasesOf2025) {
    agrees_with_the_published("paye_tax_2025_26.csv");
}

TEST(Paye, AgreesWithTheCasesOf2015To2018) {
    agrees_with_the_published("paye_tax_2015_18.csv");
}

// 1257L: number 1256 = 2 x 500 + 256, so 2 steps and ceil((257 x 10 + 9) / base).
// Weeks: 2579 / 52 = 49.596... -> 49.60 + 2 x 96.16; months: 2579 / 12 = 214.916... -> 214.92 + 2 x
// 416.67.
TEST(FreePay, IsMadeOfStepsOf500AndARestRoundedUpToThePenny) {
    const TaxRates& rates = rates_of("2026-27");
    EXPECT_EQ(free_pay(rates, code("1257L"), PayFrequency::weekly), pence(24'192));
    EXPECT_EQ(free_pay(rates, code("1257L"), PayFrequency::four_weekly), pence(24'192));
    EXPECT_EQ(free_pay(rates, code("1257L"), PayFrequency::monthly), pence(104'826));
    EXPECT_EQ(free_pay(rates, code("0T"), PayFrequency::monthly), pence(0));
    EXPECT_EQ(free_pay(rates, code("1T"), PayFrequency::weekly), pence(37));         // 19 / 52
    EXPECT_EQ(free_pay(rates, code("500L"), PayFrequency::weekly), pence(9'633));    // 5009 / 52
    EXPECT_EQ(free_pay(rates, code("501L"), PayFrequency::weekly), pence(9'653));    // + 19 / 52
    EXPECT_EQ(free_pay(rates, code("K1000"), PayFrequency::weekly), pence(19'249));  // + 5009 / 52
}

// By hand from the rules, 2026-27, 1257L cumulative, four-weekly.
//   Week 4: 80 h x 12.71 = 1,016.80. Free: 4 x 241.92 = 967.68. Taxable 49.12, in pounds 49.
//           20% = 9.80.
//   Week 8: pay to date 2,216.80. Free: 8 x 241.92 = 1,935.36. Taxable 281.44, in pounds 281.
//           20% = 56.20, less 9.80 = 46.40.
//   Week 12: no pay. Free: 2,903.04, more than 2,216.80: no tax is due, 56.20 comes back.
TEST(Paye, FourWeeklyWorkedByHand) {
    const TaxPeriod week_4{PayFrequency::four_weekly, 1};
    const TaxPeriod week_8{PayFrequency::four_weekly, 2};
    const TaxPeriod week_12{PayFrequency::four_weekly, 3};
    EXPECT_EQ(tax(cumulative("1257L", week_4, pence(101'680), pence(101'680))), pence(980));
    TaxInput second = cumulative("1257L", week_8, pence(120'000), pence(221'680));
    second.tax_before = pence(980);
    EXPECT_EQ(tax(second), pence(4'640));
    TaxInput third = cumulative("1257L", week_12, pence(0), pence(221'680));
    third.tax_before = pence(5'620);
    const TaxDue refund = tax_due(rates_of("2026-27"), third).value();
    EXPECT_EQ(refund.tax, pence(-5'620));
    EXPECT_EQ(refund.tax_to_date, pence(0));
}

// By hand: a four-weekly payday on 5 April 2027 is week 56. It stands alone, with the free pay of
// week 4 (967.68), although the code is cumulative.
//   1,200.00 - 967.68 = 232.32, in pounds 232; 20% = 46.40. The year's figures still grow.
// Week 54 has week 2's (483.84): 700.00 - 483.84 = 216.16 -> 216; 20% = 43.20.
// Week 53 has week 1's (241.92): 300.00 - 241.92 = 58.08 -> 58; 20% = 11.60.
TEST(Paye, TheExtraPaydayOfAYearStandsAloneWorkedByHand) {
    TaxInput week_56 =
        cumulative("1257L", {PayFrequency::four_weekly, 14}, pence(120'000), pence(1'500'000));
    week_56.tax_before = pence(48'580);
    const TaxDue due = tax_due(rates_of("2026-27"), week_56).value();
    EXPECT_EQ(due.tax, pence(4'640));
    EXPECT_EQ(due.tax_to_date, pence(53'220));
    EXPECT_EQ(
        tax(cumulative("1257L", {PayFrequency::two_weekly, 27}, pence(70'000), pence(900'000))),
        pence(4'320));
    EXPECT_EQ(tax(cumulative("1257L", {PayFrequency::weekly, 53}, pence(30'000), pence(900'000))),
              pence(1'160));
}

// On-period basis of four weeks: the free pay and the bands of four weeks, whichever period it is.
TEST(Paye, OnThisPeriodBasisNothingIsCarriedOverOrRefunded) {
    const TaxPeriod week_40{PayFrequency::four_weekly, 10};
    EXPECT_EQ(tax(alone("1257L", week_40, pence(120'000))), pence(4'640));
    EXPECT_EQ(tax(alone("1257L", week_40, pence(96'768))), pence(0));
    EXPECT_EQ(tax(alone("1257L", week_40, pence(96'867))), pence(0));
    EXPECT_EQ(tax(alone("1257L", week_40, pence(96'868))), pence(20));
    TaxInput none = alone("NT", week_40, pence(50'000));
    none.tax_before = pence(10'000);
    EXPECT_EQ(tax(none), pence(0));
}

TEST(Paye, ACumulativeNoTaxCodeGivesEverythingBack) {
    TaxInput none = cumulative("NT", {PayFrequency::monthly, 10}, pence(100), pence(900'000));
    none.tax_before = pence(123'456);
    EXPECT_EQ(tax(none), pence(-123'456));
}

// Scotland 2026-27: SBR 20%, SD0 21%, SD1 42%, SD2 45%, SD3 48%; elsewhere BR 20%, D0 40%, D1 45%.
TEST(Paye, AFlatCodeTaxesWholePoundsAtOneRate) {
    const TaxPeriod month{PayFrequency::monthly, 1};
    for (const auto& [text, due] : {std::pair{"BR", 20'000},
                                    {"D0", 40'000},
                                    {"D1", 45'000},
                                    {"CBR", 20'000},
                                    {"SBR", 20'000},
                                    {"SD0", 21'000},
                                    {"SD1", 42'000},
                                    {"SD2", 45'000},
                                    {"SD3", 48'000}}) {
        EXPECT_EQ(tax(cumulative(text, month, pence(100'099), pence(100'099))), pence(due)) << text;
    }
}

// K475 in month 1: 475 x 10 + 9 = 4759 / 12 = 396.583... -> 396.59 is added.
// 500.00 + 396.59 = 896.59 -> 896; 20% = 179.20, under half of 500. On 300.00: 696 at 20% = 139.20;
// half is 150.00. On 200.00: 596 -> 119.20 is limited to 100.00, and the rest is due next month.
TEST(Paye, TakesAtMostHalfOfAPaymentAndTheRestLater) {
    const TaxPeriod month_1{PayFrequency::monthly, 1};
    EXPECT_EQ(tax(cumulative("K475", month_1, pence(50'000), pence(50'000))), pence(17'920));
    EXPECT_EQ(tax(cumulative("K475", month_1, pence(30'000), pence(30'000))), pence(13'920));
    const TaxDue limited =
        tax_due(rates_of("2026-27"), cumulative("K475", month_1, pence(20'001), pence(20'001)))
            .value();
    EXPECT_EQ(limited, (TaxDue{pence(10'000), pence(10'000), true}));
    // Month 2: 1,000.00 more; 1,200.01 + 793.18 = 1,993.19 -> 1,993; 398.60 - 100.00.
    TaxInput next = cumulative("K475", {PayFrequency::monthly, 2}, pence(100'000), pence(120'001));
    next.tax_before = pence(10'000);
    EXPECT_EQ(tax(next), pence(29'860));
}

TEST(Paye, RefusesWhatCannotBe) {
    const TaxPeriod month{PayFrequency::monthly, 2};
    const auto refusal = [&](const TaxInput& input, const std::string& year = "2026-27") {
        const auto due = tax_due(rates_of(year), input);
        return due.accepted() ? "accepted" : due.refusal().code + " " + due.refusal().field;
    };
    EXPECT_EQ(refusal(cumulative("BR", month, pence(-1), pence(5))), "pay-below-zero gross_period");
    EXPECT_EQ(refusal(cumulative("BR", month, pence(2), pence(1))),
              "pay-to-date-below-pay gross_to_date");
    TaxInput below = cumulative("BR", month, pence(1), pence(1));
    below.tax_before = pence(-1);
    EXPECT_EQ(refusal(below), "tax-before-below-zero tax_to_date_before");
    EXPECT_EQ(refusal(cumulative("D2", month, pence(1), pence(1))),
              "payroll-rate-missing tax.ruk.rate.4");
    EXPECT_EQ(refusal(cumulative("C100L", month, pence(1), pence(1)), "2018-19"),
              "payroll-rate-missing tax.wales.rate.1");
    EXPECT_EQ(refusal(alone("BR", month, pence(0))), "accepted");
    EXPECT_EQ(tax_rates(our_rates(), TaxYear::starting_in(2027)).refusal().field, "tax.limit");
}

// Whatever the way there, the year's tax after the last period is that of the formula on the year's
// pay, as long as no payment met the limit: 12 months, or 52 weeks.
RC_GTEST_PROP(Paye, CumulativeTaxAtTheEndIsTheFormulaOfTheYear, ()) {
    const auto frequency =
        *rc::gen::elementOf(std::vector(all_pay_frequencies.begin(), all_pay_frequencies.end()));
    const auto text = *rc::gen::element<std::string>(
        "1257L", "C1257L", "S1257L", "K475", "SK100", "BR", "SD1", "0T", "S0T", "45L");
    const int weeks = weeks_in(frequency);
    const int periods = weeks == 0 ? 12 : 52 / weeks;
    const TaxRates& rates = rates_of("2026-27");
    Money to_date;
    Money paid;
    bool limited_last = false;
    for (int number = 1; number <= periods; ++number) {
        const Money pay = pence(*rc::gen::inRange<std::int64_t>(0, 2'000'000));
        to_date += pay;
        const TaxDue due =
            tax_due(rates,
                    {code(text), TaxBasis::cumulative, {frequency, number}, pay, to_date, paid})
                .value();
        RC_ASSERT(due.tax_to_date == paid + due.tax);
        RC_ASSERT(due.tax.pence() <= pay.pence() / 2);
        paid = due.tax_to_date;
        limited_last = due.limited;
    }
    RC_PRE(!limited_last);
    // One payment of the whole year in the last period.
    const TaxDue whole =
        tax_due(rates,
                {code(text), TaxBasis::cumulative, {frequency, periods}, to_date, to_date, {}})
            .value();
    RC_ASSERT(whole.limited || whole.tax == paid);
}

}  // namespace
}  // namespace almoner::rules

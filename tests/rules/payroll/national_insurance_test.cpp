#include "rules/payroll/national_insurance.h"

#include "tests/rules/payroll/payroll_samples.h"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

namespace almoner::rules {
namespace {

using almoner::testing::our_rates;
using almoner::testing::pence;
using almoner::testing::pounds;
using almoner::testing::sample_rows;
using almoner::testing::SampleRow;
using ledger::Money;

NiDue due(const std::string& year, std::string_view letter, PayFrequency frequency, Money pay) {
    const auto rates = ni_rates(our_rates(), *TaxYear::parse(year));
    EXPECT_TRUE(rates.accepted()) << rates.refusal().words;
    const auto owed = ni_due(rates.value(), ni_category(letter).value(), frequency, pay);
    EXPECT_TRUE(owed.accepted()) << owed.refusal().words;
    return owed.value();
}

NiDue due_of(const SampleRow& row) {
    return due(row.at("tax_year"),
               row.at("category"),
               *pay_frequency_of_letters(row.at("period_type")),
               pounds(row.at("gross_period")));
}

TEST(NationalInsurance, AgreesWithHmrcsCasesOf2025) {
    const auto rows = sample_rows("ni_class1_2025_26.csv");
    if (rows.empty()) GTEST_SKIP() << "ALMONER_REFERENCE is not set";
    for (const SampleRow& row : rows) {
        const NiDue owed = due_of(row);
        EXPECT_EQ(owed.employee, pounds(row.at("expected_employee"))) << row.at("case_id");
        EXPECT_EQ(owed.employer, pounds(row.at("expected_employer"))) << row.at("case_id");
        EXPECT_EQ(owed.at_lel, pounds(row.at("expected_at_lel"))) << row.at("case_id");
        EXPECT_EQ(owed.lel_to_pt, pounds(row.at("expected_lel_pt"))) << row.at("case_id");
        EXPECT_EQ(owed.pt_to_uel, pounds(row.at("expected_pt_uel"))) << row.at("case_id");
    }
}

TEST(NationalInsurance, AgreesWithHmrcsCalculatorOf2025And2026) {
    for (const SampleRow& row : sample_rows("ni_class1_hmrc_calculator.csv")) {
        const NiDue owed = due_of(row);
        EXPECT_EQ(owed.employee, pounds(row.at("expected_employee"))) << row.at("case_id");
        EXPECT_EQ(owed.employer, pounds(row.at("expected_employer"))) << row.at("case_id");
    }
}

TEST(NationalInsurance, AgreesWithTheTotalsOf2017And2018) {
    for (const SampleRow& row : sample_rows("ni_class1_2017_18_totals.csv")) {
        const NiDue owed = due_of(row);
        EXPECT_EQ(owed.employee + owed.employer, pounds(row.at("expected_total_ee_plus_er")))
            << row.at("case_id");
    }
}

// By hand, 2026-27, letter A, four weeks: 1,016.80.
//   Employee: 1,016.80 - 967.00 = 49.80; 8% = 3.984 -> 3.98.
//   Employer: 1,016.80 - 385.00 = 631.80; 15% = 94.77.
//   Bands: 516.00 at the lower limit, 967.00 - 516.00 = 451.00 to the threshold, 49.80 above.
TEST(NationalInsurance, FourWeeklyWorkedByHand) {
    const NiDue owed = due("2026-27", "A", PayFrequency::four_weekly, pence(101'680));
    EXPECT_EQ(owed, (NiDue{pence(398), pence(9'477), pence(51'600), pence(45'100), pence(4'980)}));
    const NiDue less = due("2026-27", "A", PayFrequency::four_weekly, pence(76'260));
    EXPECT_EQ(less.employee, pence(0));
    EXPECT_EQ(less.employer, pence(5'664));  // 377.60 x 15% = 56.64
}

// SI 2001/1004 reg 12, as the institute of payroll explains it: 87.4568 -> 87.46, 0.0056 -> 0.00.
// 4 weeks, letter A, 8% of what is above 967.00: 0.07 -> 0.0056; 0.08 -> 0.0064 -> 0.01.
// And 0.57 -> 0.0456: the third decimal is 5, so it goes down, whatever the fourth says.
TEST(NationalInsurance, RoundsByTheThirdDecimalAlone) {
    const auto employee = [](std::int64_t above) {
        return due("2026-27", "A", PayFrequency::four_weekly, pence(96'700 + above)).employee;
    };
    EXPECT_EQ(employee(7), pence(0));
    EXPECT_EQ(employee(8), pence(1));
    EXPECT_EQ(employee(57), pence(4));
    EXPECT_EQ(employee(58), pence(5));  // 0.0464: the third decimal is 6
}

TEST(NationalInsurance, TheEmployerPaysBelowTheLowerEarningsLimitToo) {
    const NiDue owed = due("2026-27", "A", PayFrequency::weekly, pence(12'899));
    EXPECT_EQ(owed.employer, pence(495));  // 32.99 x 15% = 4.9485 -> 4.95
    EXPECT_EQ(owed.at_lel, pence(0));
    EXPECT_EQ(due("2026-27", "A", PayFrequency::weekly, pence(12'900)).at_lel, pence(12'900));
}

TEST(NationalInsurance, OfAChildIsNothing) {
    EXPECT_EQ(due("2026-27", "X", PayFrequency::weekly, pence(500'000)).employee, pence(0));
    EXPECT_EQ(due("2026-27", "X", PayFrequency::weekly, pence(500'000)).employer, pence(0));
}

TEST(NationalInsurance, RefusesWhatCannotBe) {
    const auto rates = ni_rates(our_rates(), TaxYear::starting_in(2018)).value();
    const auto standard = ni_category("A").value();
    EXPECT_EQ(ni_due(rates, standard, PayFrequency::weekly, pence(-1)).refusal().field,
              "gross_period");
    EXPECT_EQ(
        ni_due(rates, ni_category("F").value(), PayFrequency::weekly, pence(1)).refusal().field,
        "ni.fust.weekly");
    for (const char* bad : {"", "a", "G", "AA", "1"}) {
        EXPECT_EQ(ni_category(bad).refusal().code, "ni-letter-unknown") << bad;
    }
    EXPECT_EQ(ni_rates(our_rates(), TaxYear::starting_in(2016)).refusal().field,
              "ni.employee.main");
}

RC_GTEST_PROP(NationalInsurance, BandsAddUpToPayAndMorePayIsNeverLessDue, ()) {
    const auto rates = ni_rates(our_rates(), TaxYear::starting_in(2026)).value();
    const auto letter = *rc::gen::element<std::string>("A", "B", "C", "H", "J", "M", "V", "Z", "X");
    const auto frequency = all_pay_frequencies.at(*rc::gen::inRange<std::size_t>(0, 4));
    const auto category = ni_category(letter).value();
    const Money pay = pence(*rc::gen::inRange<std::int64_t>(0, 1'000'000));
    const NiDue owed = ni_due(rates, category, frequency, pay).value();
    const NiDue more = ni_due(rates, category, frequency, pay + pence(1)).value();
    RC_ASSERT(owed.employee <= more.employee);
    RC_ASSERT(owed.employer <= more.employer);
    const NiThresholds& at = rates.thresholds.at(static_cast<std::size_t>(frequency));
    const Money banded = owed.at_lel + owed.lel_to_pt + owed.pt_to_uel;
    const bool below = pay < at.lower_earnings_limit;
    RC_ASSERT(banded == (below ? Money{} : std::min(pay, at.upper_earnings_limit)));
}

}  // namespace
}  // namespace almoner::rules

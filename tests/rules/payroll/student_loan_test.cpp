#include "rules/payroll/student_loan.h"

#include "tests/rules/payroll/payroll_samples.h"

#include <gtest/gtest.h>

namespace almoner::rules {
namespace {

using almoner::testing::our_rates;
using almoner::testing::pence;
using almoner::testing::pounds;
using almoner::testing::sample_rows;

Loans loans(std::string_view text) {
    return parse_loans(text).value();
}

TEST(StudentLoan, AgreesWithThePublishedCases) {
    const auto rows = sample_rows("student_loans.csv");
    if (rows.empty()) GTEST_SKIP() << "ALMONER_REFERENCE is not set";
    for (const auto& row : rows) {
        const auto rates = loan_rates(our_rates(), *TaxYear::parse(row.at("tax_year")));
        ASSERT_TRUE(rates.accepted()) << row.at("case_id") << rates.refusal().words;
        const auto due = loan_due(rates.value(),
                                  loans(row.at("plan")),
                                  *pay_frequency_of_letters(row.at("period_type")),
                                  pounds(row.at("gross_period")));
        ASSERT_TRUE(due.accepted()) << row.at("case_id") << due.refusal().words;
        EXPECT_EQ(due.value().plan + due.value().postgraduate, pounds(row.at("expected_deduction")))
            << row.at("case_id");
    }
}

// Plan 5, 2026-27, four weeks: 25,000 x 4 / 52 = 1,923.07. 9% of 11.12 = 1.0008 -> 1; of 11.11 ->
// 0.
TEST(StudentLoan, TakesWholePoundsOfWhatIsAboveTheThresholdOfThePeriod) {
    const auto rates = loan_rates(our_rates(), TaxYear::starting_in(2026)).value();
    const auto due = [&](std::int64_t pay) {
        return loan_due(rates, loans("5"), PayFrequency::four_weekly, pence(pay)).value().plan;
    };
    EXPECT_EQ(due(0), pence(0));
    EXPECT_EQ(due(193'418), pence(0));
    EXPECT_EQ(due(193'419), pence(100));
}

// 2026-27, a month of 3,000: plan 2 9% of 551.25 = 49; postgraduate 6% of 1,250.00 = 75.
TEST(StudentLoan, APostgraduateLoanRunsBesideAPlan) {
    const auto rates = loan_rates(our_rates(), TaxYear::starting_in(2026)).value();
    EXPECT_EQ(loan_due(rates, loans("2+PG"), PayFrequency::monthly, pence(300'000)).value(),
              (LoanDue{pence(4'900), pence(7'500)}));
    EXPECT_EQ(loan_due(rates, loans("PG"), PayFrequency::monthly, pence(300'000)).value(),
              (LoanDue{pence(0), pence(7'500)}));
}

TEST(StudentLoan, RefusesWhatCannotBe) {
    for (const char* bad : {"", "3", "Plan 2", "2+", "+PG", "pg"}) {
        EXPECT_EQ(parse_loans(bad).refusal().code, "loan-plan-unknown") << bad;
    }
    EXPECT_EQ(parse_loans("1+2").refusal().code, "loan-plans-two");
    const auto rates = loan_rates(our_rates(), TaxYear::starting_in(2025)).value();
    EXPECT_EQ(loan_due(rates, loans("5"), PayFrequency::monthly, pence(1)).refusal().field,
              "loan.5.yearly");
    // Postgraduate loans are repaid since 6 April 2019.
    const auto before = loan_rates(our_rates(), TaxYear::starting_in(2018)).value();
    EXPECT_EQ(loan_due(before, loans("1+PG"), PayFrequency::monthly, pence(1)).refusal().field,
              "loan.postgraduate.yearly");
    EXPECT_EQ(loan_due(rates, loans("1"), PayFrequency::monthly, pence(-1)).refusal().code,
              "pay-below-zero");
    EXPECT_EQ(loan_rates(our_rates(), TaxYear::starting_in(2015)).refusal().field, "loan.1.yearly");
}

}  // namespace
}  // namespace almoner::rules

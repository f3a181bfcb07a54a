#include "rules/payroll/slip.h"

#include "tests/rules/payroll/payroll_samples.h"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

namespace almoner::rules {
namespace {

using almoner::testing::on;
using almoner::testing::our_rates;
using almoner::testing::pence;
using ledger::Money;

const SlipRates& rates() {
    static const SlipRates rates = slip_rates(our_rates(), on("2026-05-01")).value();
    return rates;
}

SlipTerms terms() {
    return {.paid_on = on("2026-05-01"),
            .period = {PayFrequency::four_weekly, 1},
            .code = parse_tax_code("1257L").value(),
            .basis = TaxBasis::cumulative,
            .category = ni_category("A").value(),
            .loans = {},
            .pension = std::nullopt,
            .orders = {}};
}

// 1,016.80 as worked by hand in the tests of tax, National Insurance and pension.
TEST(Slip, WorkedByHand) {
    SlipTerms of_pa = terms();
    of_pa.pension = PensionScheme{};
    const Slip slip = slip_for(rates(), of_pa, {}, pence(101'680)).value();
    EXPECT_EQ(slip.tax.tax, pence(980));
    EXPECT_EQ(slip.ni.employee, pence(398));
    EXPECT_EQ(slip.pension.employee, pence(2'147));
    EXPECT_EQ(slip.net, pence(101'680 - 980 - 398 - 2'147));
    EXPECT_EQ(slip.employer_cost(), pence(101'680 + 9'477 + 1'610));
}

// Net pay: tax is reckoned on 1,016.80 - 26.84 = 989.96, less 967.68 free: 22.28 -> 22; 4.40.
TEST(Slip, APensionByNetPayIsTakenBeforeTaxButNotBeforeNationalInsurance) {
    SlipTerms of_pa = terms();
    of_pa.pension = PensionScheme{.relief = PensionRelief::net_pay};
    const Slip slip = slip_for(rates(), of_pa, {}, pence(101'680)).value();
    EXPECT_EQ(slip.taxable, pence(98'996));
    EXPECT_EQ(slip.tax.tax, pence(440));
    EXPECT_EQ(slip.ni.employee, pence(398));
}

TEST(Slip, ARefundOfTaxIsPaidWithTheWages) {
    SlipTerms of_pa = terms();
    of_pa.period.number = 3;
    const Slip slip =
        slip_for(rates(), of_pa, {.taxable = pence(221'680), .tax = pence(5'620)}, pence(0))
            .value();
    EXPECT_EQ(slip.net, pence(5'620));
    EXPECT_EQ(slip.deductions(), pence(-5'620));
}

// 900.00 under another code bore no tax. A late 300.00 on 0T by itself bears 20% of 300.00.
TEST(Slip, WhatAnotherCodeTaxedIsNotTaxedAgain) {
    SlipTerms late = terms();
    late.code = parse_tax_code("0T").value();
    late.basis = TaxBasis::this_period;
    SlipToDate before{.taxable = pence(90'000), .in_period = {.gross = pence(90'000)}};
    EXPECT_EQ(slip_for(rates(), late, before, pence(30'000)).value().tax.tax, pence(6'000));
    // Had they been taxed alike, 20% of 1,000.00 would be 200.00: half of this payment is the most.
    before.in_period.taxable = pence(90'000);
    const Slip slip = slip_for(rates(), late, before, pence(10'000)).value();
    EXPECT_EQ(slip.tax.tax, pence(5'000));
    EXPECT_TRUE(slip.tax.limited);
}

TEST(Slip, RefusesWhatItsPartsRefuse) {
    EXPECT_EQ(slip_for(rates(), terms(), {}, pence(-1)).refusal().code, "pay-below-zero");
    SlipTerms of_pa = terms();
    of_pa.orders = {{.ref = "X", .rule = ShareOfEarnings{-1}}};
    EXPECT_EQ(slip_for(rates(), of_pa, {}, pence(1)).refusal().field, "X");
    EXPECT_EQ(slip_rates(our_rates(), on("2027-04-06")).refusal().code, "payroll-rate-missing");
}

RC_GTEST_PROP(Slip, NetAndDeductionsAreTheGross, ()) {
    SlipTerms of_pa = terms();
    of_pa.code =
        parse_tax_code(*rc::gen::element<std::string>("1257L", "K475", "BR", "S0T", "NT")).value();
    of_pa.category = ni_category(*rc::gen::element<std::string>("A", "C", "M", "J", "X")).value();
    of_pa.loans = parse_loans(*rc::gen::element<std::string>("1", "5+PG", "PG")).value();
    of_pa.basis = *rc::gen::element(TaxBasis::cumulative, TaxBasis::this_period);
    if (*rc::gen::arbitrary<bool>()) of_pa.pension = PensionScheme{};
    if (*rc::gen::arbitrary<bool>()) {
        of_pa.pension = PensionScheme{.relief = PensionRelief::net_pay};
    }
    if (*rc::gen::arbitrary<bool>()) {
        of_pa.orders = {{.ref = "CC1",
                         .rule = FixedSum{pence(*rc::gen::inRange(0, 100'000))},
                         .protected_sum = pence(*rc::gen::inRange(0, 100'000))}};
    }
    const Money gross = pence(*rc::gen::inRange<std::int64_t>(0, 2'000'000));
    const SlipToDate before{.taxable = pence(*rc::gen::inRange(0, 500'000)),
                            .tax = pence(*rc::gen::inRange(0, 50'000))};
    const Slip slip = slip_for(rates(), of_pa, before, gross).value();
    RC_ASSERT(slip.net + slip.deductions() == gross);
    RC_ASSERT(slip.net >= Money{});
    RC_ASSERT(slip.employer_cost() >= gross);
}

}  // namespace
}  // namespace almoner::rules

#include "rules/payroll/workings.h"

#include "tests/rules/payroll/payroll_samples.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <rapidcheck/gtest.h>

namespace almoner::rules {
namespace {

using almoner::testing::on;
using almoner::testing::our_rates;
using almoner::testing::pence;
using ledger::Money;

SlipTerms terms(const std::string& code = "1257L") {
    return {.paid_on = on("2026-05-01"),
            .period = {PayFrequency::four_weekly, 1},
            .code = parse_tax_code(code).value(),
            .basis = TaxBasis::cumulative,
            .category = ni_category("A").value(),
            .loans = {},
            .pension = PensionScheme{},
            .orders = {}};
}

SlipWorkings workings(const SlipTerms& terms, std::int64_t gross, const SlipToDate& before = {}) {
    return slip_workings(our_rates(), terms, before, pence(gross)).value();
}

// "free of tax by the code, 4 weeks of £241.92: -96768", line by line.
std::string steps_of(const SlipWorkings& all, const std::string& figure) {
    std::string lines;
    for (const WorkingStep& each : all.steps) {
        if (each.figure != figure) continue;
        lines += each.words + ": " + std::to_string(each.amount.pence());
        if (each.rate) lines += " [" + each.item + " " + rate_words(each.item, *each.rate) + "]";
        lines += "\n";
    }
    return lines;
}

// The slip that slip_test.cpp works by hand: 4 x 241.92 are free, and 49 pounds are taxed at 20%.
TEST(Workings, NameEachStepWithItsRate) {
    const SlipWorkings of_pa = workings(terms(), 101'680);
    EXPECT_EQ(
        steps_of(of_pa, "tax"),
        "taxable pay of the year, with this payment: 101680\n"
        "free of tax by the code, 4 weeks of £241.92: -96768 [tax.free_pay_step.weekly £96.16]\n"
        "taxed at the first rate: 4900 [tax.ruk.rate.1 20%]\n"
        "tax on that: 980\n"
        "tax of this payment: 980\n");
    EXPECT_EQ(steps_of(of_pa, "national insurance"),
              "earned in the period: 101680\n"
              "above the primary threshold: 4980 [ni.pt.four_weekly £967.00]\n"
              "on that: 398 [ni.employee.main 8%]\n"
              "the employee's National Insurance: 398\n");
    EXPECT_EQ(steps_of(of_pa, "pension"),
              "qualifying earnings, above the lower limit: 53680 [pension.lower.four_weekly "
              "£480.00]\n"
              "5% of them: 2684\n"
              "less the tax relief that the scheme claims: -537 [pension.tax_relief 20%]\n"
              "taken from this payment: 2147\n");
    EXPECT_EQ(steps_of(of_pa, "employer's national insurance"),
              "above the secondary threshold: 63180 [ni.st.four_weekly £385.00]\n"
              "on that: 9477 [ni.employer 15%]\n"
              "the employer's National Insurance: 9477\n");
    EXPECT_EQ(steps_of(of_pa, "employer's pension"),
              "qualifying earnings, above the lower limit: 53680 [pension.lower.four_weekly "
              "£480.00]\n"
              "3% of them: 1610\n"
              "the employer's contribution: 1610\n");
    EXPECT_EQ(of_pa.slip.net, pence(101'680 - 980 - 398 - 2'147));
}

TEST(Workings, NameTheRuleAndTheSource) {
    const SlipWorkings of_pa = workings(terms(), 101'680);
    const auto free = std::ranges::find(
        of_pa.steps, "free of tax by the code, 4 weeks of £241.92", &WorkingStep::words);
    ASSERT_NE(free, of_pa.steps.end());
    EXPECT_EQ(free->rule, "PAYE specification 4.3.1");
    EXPECT_EQ(free->rate->source, "TAX-SPEC");
    EXPECT_EQ(free->rate->mark, RateMark::published);
    const auto rounded = std::ranges::find(of_pa.steps, "ni.pt.four_weekly", &WorkingStep::item);
    ASSERT_NE(rounded, of_pa.steps.end());
    EXPECT_EQ(rounded->rule, "SI 2001/1004 reg 12");
    EXPECT_EQ(rounded->rate->source, "HMRC-NI");
}

// 5,000.00 in week 4: 2,900.00 (37,700 x 4/52) at 20% and the rest of the 4,032 at 40%.
TEST(Workings, GoThroughTheBandsAndTheUpperLimits) {
    const SlipWorkings high = workings(terms(), 500'000);
    EXPECT_EQ(
        steps_of(high, "tax"),
        "taxable pay of the year, with this payment: 500000\n"
        "free of tax by the code, 4 weeks of £241.92: -96768 [tax.free_pay_step.weekly £96.16]\n"
        "taxed at the first rate: 290000 [tax.ruk.rate.1 20%]\n"
        "taxed at the next rate: 113200 [tax.ruk.rate.2 40%]\n"
        "tax on that: 103280\n"
        "tax of this payment: 103280\n");
    EXPECT_EQ(steps_of(high, "national insurance"),
              "earned in the period: 500000\n"
              "above the primary threshold: 290000 [ni.pt.four_weekly £967.00]\n"
              "on that: 23200 [ni.employee.main 8%]\n"
              "above the upper earnings limit: 113300 [ni.uel.four_weekly £3867.00]\n"
              "on that: 2266 [ni.employee.top 2%]\n"
              "the employee's National Insurance: 25466\n");
}

// What was taken before is taken off; on week 1 each period stands alone.
TEST(Workings, TakeOffWhatWasTakenBefore) {
    SlipTerms second = terms();
    second.period.number = 2;
    second.pension.reset();
    const SlipToDate before{.taxable = pence(101'680), .tax = pence(980)};
    EXPECT_EQ(
        steps_of(workings(second, 101'680, before), "tax"),
        "taxable pay of the year, with this payment: 203360\n"
        "free of tax by the code, 8 weeks of £241.92: -193536 [tax.free_pay_step.weekly £96.16]\n"
        "taxed at the first rate: 9800 [tax.ruk.rate.1 20%]\n"
        "tax on that: 1960\n"
        "less what was taken before: -980\n"
        "tax of this payment: 980\n");
    second.basis = TaxBasis::this_period;
    EXPECT_EQ(
        steps_of(workings(second, 101'680, before), "tax"),
        "taxable pay of this period alone: 101680\n"
        "free of tax by the code, 4 weeks of £241.92: -96768 [tax.free_pay_step.weekly £96.16]\n"
        "taxed at the first rate: 4900 [tax.ruk.rate.1 20%]\n"
        "tax on that: 980\n"
        "tax of this payment: 980\n");
}

// K1000 adds more than is paid: half of the payment at most.
TEST(Workings, SayWhereTheLimitHoldsTaxBack) {
    SlipTerms high = terms("K5000");
    high.pension.reset();
    const std::string lines = steps_of(workings(high, 10'000), "tax");
    EXPECT_NE(lines.find("added by the code, 4 weeks of £"), std::string::npos) << lines;
    EXPECT_NE(lines.find("at most this much of the payment: 5000 [tax.limit 50%]\n"
                         "tax of this payment: 5000\n"),
              std::string::npos)
        << lines;
}

// 26,900 a year (plan 1: the data's) is 2,069.23 in four weeks; 9% of what is above, whole pounds.
TEST(Workings, NameTheLoansThreshold) {
    SlipTerms loan = terms("BR");
    loan.pension.reset();
    loan.loans = parse_loans("1+PG").value();
    const SlipWorkings all = workings(loan, 300'000);
    EXPECT_EQ(steps_of(all, "tax"),
              "taxable pay of the year, with this payment: 300000\n"
              "taxed at one rate, in whole pounds: 300000 [tax.ruk.rate.1 20%]\n"
              "tax on that: 60000\n"
              "tax of this payment: 60000\n");
    const std::string plan = steps_of(all, "student loan");
    EXPECT_TRUE(plan.ends_with(
        "repaid with this payment: " + std::to_string(all.slip.loans.plan.pence()) + "\n"))
        << plan;
    EXPECT_NE(plan.find("[loan.1.yearly £"), std::string::npos) << plan;
    EXPECT_NE(plan.find("[loan.rate 9%]"), std::string::npos) << plan;
    EXPECT_NE(steps_of(all, "postgraduate loan").find("[loan.postgraduate.rate 6%]"),
              std::string::npos);
}

Money last_of(const SlipWorkings& all, const std::string& figure) {
    Money amount;
    for (const WorkingStep& each : all.steps) {
        if (each.figure == figure) amount = each.amount;
    }
    return amount;
}

Money sum_of(const SlipWorkings& all, const std::string& figure, std::string_view begins) {
    Money sum;
    for (const WorkingStep& each : all.steps) {
        if (each.figure == figure && each.words.starts_with(begins)) sum += each.amount;
    }
    return sum;
}

RC_GTEST_PROP(Workings, LeadToTheSumsOfTheSlip, ()) {
    const auto code = *rc::gen::element<std::string>("1257L", "0T", "K475", "BR", "D0", "S1257L");
    const auto letter = *rc::gen::element<std::string>("A", "B", "C", "J", "M", "H", "F", "X");
    const auto gross = *rc::gen::inRange<std::int64_t>(0, 700'000);
    SlipTerms any = terms(code);
    any.category = ni_category(letter).value();
    any.period.number = *rc::gen::inRange(1, 15);
    if (*rc::gen::arbitrary<bool>()) any.basis = TaxBasis::this_period;
    if (*rc::gen::arbitrary<bool>()) any.pension->relief = PensionRelief::net_pay;
    const SlipToDate before{.taxable = pence(*rc::gen::inRange<std::int64_t>(0, 900'000)),
                            .tax = pence(*rc::gen::inRange<std::int64_t>(0, 90'000))};
    const SlipWorkings all = workings(any, gross, before);
    const Money wanted = sum_of(all, "tax", "tax on that") + sum_of(all, "tax", "less");
    RC_ASSERT(all.slip.tax.tax == (all.slip.tax.limited ? sum_of(all, "tax", "at most") : wanted));
    RC_ASSERT(last_of(all, "tax") == all.slip.tax.tax);
    for (const char* figure : {"national insurance", "employer's national insurance"}) {
        RC_ASSERT(sum_of(all, figure, "on that") + sum_of(all, figure, "less") ==
                  last_of(all, figure));
    }
    RC_ASSERT(last_of(all, "national insurance") == all.slip.ni.employee);
    RC_ASSERT(last_of(all, "employer's national insurance") == all.slip.ni.employer);
    RC_ASSERT(sum_of(all, "pension", "5%") + sum_of(all, "pension", "less") ==
              all.slip.pension.employee);
    RC_ASSERT(last_of(all, "employer's pension") == all.slip.pension.employer);
    for (const WorkingStep& each : all.steps) RC_ASSERT(each.item.empty() || each.rate);
}

}  // namespace
}  // namespace almoner::rules

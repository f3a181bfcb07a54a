// The worked examples of the catalogue, section 2, as far as they are about rules. W1 is the
// commissioner's table of a statement of resources (17,650; 13,400 and 15,050 before 2018/19),
// which no rule adds up and which comes with that statement; W2, the person's, is in
// rules/entitlement/due_test.cpp.
#include "rules/contribution/means_test.h"
#include "rules/engine/dates.h"
#include "rules/engine/evaluate.h"
#include "rules/review/review_dates.h"
#include "rules/surplus/surplus_sum.h"
#include "tests/rules/support/rule_cases.h"

#include <gtest/gtest.h>

#include <array>

namespace almoner::testing {
namespace {

using namespace rules;  // NOLINT(google-build-using-namespace): the names of all facts' lists

const Finding* found(const Evaluation& evaluation, std::string_view rule) {
    for (const Finding& each : evaluation.findings) {
        if (each.rule == rule) return &each;
    }
    return nullptr;
}

std::string reason(Event event, const Facts& facts, std::string_view rule) {
    const Evaluation evaluation = evaluate(event, facts, sample_policy(), the_day());
    const Finding* const finding = found(evaluation, rule);
    return finding == nullptr ? "" : std::string(finding->reason);
}

TEST(WorkedExamples, W3_RoundsEachPartBeforeSubtracting) {
    EXPECT_EQ(days_of_week(pence(15'000), 31), pence(66'429));
    EXPECT_EQ(days_of_week(pence(2'000), 31), pence(8'857));
    EXPECT_EQ(net_payment(days_of_week(pence(15'000), 31), days_of_week(pence(2'000), 31)),
              pence(57'572));
    EXPECT_EQ(net_payment(days_of_week(pence(15'000), 28), days_of_week(pence(2'000), 28)),
              pence(52'000));
}

Facts offset(std::int64_t amount, std::int64_t left) {
    Facts facts = allowed_facts(Regime::nhs);
    facts.surplus.due_in_period = pence(180'000);
    facts.surplus.planned_cost_to_next = pence(180'000);
    facts.surplus.offset_in_period = pence(amount);
    facts.surplus.offset_left = pence(left);
    facts.surplus.free_balance = pence(300'000);
    return facts;
}

TEST(WorkedExamples, W4_OffsetsPeriodByPeriodUnderTheCap_RED_03) {
    EXPECT_EQ(reason(Event::offset, offset(180'000, 300'000), "RED-03"), "");
    EXPECT_EQ(reason(Event::offset, offset(120'000, 120'000), "RED-03"), "");
    EXPECT_EQ(reason(Event::offset, offset(300'000, 300'000), "RED-03"), "over-period-cap");
}

TEST(WorkedExamples, W5_AsksAboutMoreThanEightWeeks_SRP_01) {
    Facts facts = allowed_facts(Regime::asc);
    facts.surplus.cleared_balance = pence(270'000);
    facts.surplus.contingency = pence(50'000);
    facts.surplus.reserves = pence(10'000);
    facts.surplus.in_advance = pence(0);
    EXPECT_EQ(free_balance(facts.surplus).value, pence(210'000));
    const Evaluation evaluation = evaluate(Event::nightly, facts, sample_policy(), the_day());
    const Finding* const surplus = found(evaluation, "SRP-01");
    ASSERT_NE(surplus, nullptr);
    EXPECT_EQ(surplus->effect, Effect::need_review);
    EXPECT_EQ(surplus->words,
              "More is free than the area asks no questions about. Nothing is wrong with that: ask "
              "why. Free: £2,700 cleared, less £0 not yet cleared, £100 set aside, £500 "
              "contingency, £0 in advance and £0 contributions, is £2,100; asked about above "
              "£2,000.");
    facts.surplus.cleared_balance = pence(260'000);
    EXPECT_EQ(reason(Event::nightly, facts, "SRP-01"), "");
}

TEST(WorkedExamples, W6_ReviewsAreDueByRegimeAndTheEarliestCounts_REV_01) {
    const Policy policy;
    const ledger::Date began = day("2026-01-31");
    EXPECT_EQ(first_review_by(Regime::nhs, began, policy), day("2026-04-30"));
    EXPECT_EQ(first_review_by(Regime::asc, began, policy), day("2026-07-31"));
    EXPECT_EQ(first_review_by(Regime::chd, began, policy), std::nullopt);
    EXPECT_EQ(first_review_by(std::array{Regime::asc, Regime::nhs}, began, policy),
              day("2026-04-30"));
    EXPECT_EQ(next_review_by(Regime::nhs, day("2026-04-15"), policy), day("2027-04-15"));
    EXPECT_EQ(next_review_by(Regime::sen, day("2026-04-15"), policy), std::nullopt);
}

TEST(WorkedExamples, W6_AnIntegratedBudgetTakesTheEarlierDateOfItsLines_REV_01) {
    Facts facts = allowed_facts(Regime::asc);
    facts.lines.push_back(allowed_facts(Regime::nhs).lines[0]);
    facts.lines[1].ref = std::string("L2");
    facts.review.first_payment_on = day("2026-01-31");
    const Evaluation late = evaluate(Event::nightly, facts, sample_policy(), day("2026-08-01"));
    const Finding* overdue = nullptr;
    for (const Finding& each : late.findings) {
        if (each.reason == "first-review-overdue") overdue = &each;
    }
    ASSERT_NE(overdue, nullptr);
    EXPECT_EQ(overdue->due_on, day("2026-04-30"));
    EXPECT_EQ(overdue->regimes, (std::vector{Regime::asc, Regime::nhs}));
    EXPECT_EQ(overdue->lines, (std::vector<std::string>{"L1", "L2"}));
    EXPECT_EQ(late.due_on(), day("2026-04-30"));
}

TEST(WorkedExamples, W7_AOneOffIsTheOnlyPaymentOfAFinancialYear_ACC_03) {
    Facts facts = allowed_facts(Regime::nhs);
    facts.account.is_one_off = true;
    facts.account.one_off_items = 5;
    EXPECT_EQ(reason(Event::release, facts, "ACC-03"), "");
    facts.account.one_off_items = 6;
    EXPECT_EQ(reason(Event::release, facts, "ACC-03"), "more-than-5-items");
    EXPECT_EQ(financial_year(day("2026-04-01")), financial_year(day("2027-03-31")));
    EXPECT_NE(financial_year(day("2026-04-01")), financial_year(day("2027-04-01")));
}

TEST(WorkedExamples, W8_TariffIncomeIsAPoundForEachStepOrPartOfIt_CTB_02) {
    const Policy policy;
    const auto weekly = [&](std::int64_t capital) { return tariff_income(pence(capital), policy); };
    EXPECT_EQ(weekly(1'425'000), pence(0));
    EXPECT_EQ(weekly(1'425'001), pence(100));
    EXPECT_EQ(weekly(1'450'000), pence(100));
    EXPECT_EQ(weekly(1'450'001), pence(200));
    EXPECT_EQ(weekly(1'500'000), pence(300));
    EXPECT_EQ(weekly(2'010'000), pence(2'400));
    EXPECT_EQ(weekly(2'325'000), pence(3'600));
    EXPECT_EQ(weekly(2'325'001), std::nullopt);
}

TEST(WorkedExamples, W9_APaymentIsNeverBelowNothing_CTB_05) {
    EXPECT_EQ(net_payment(pence(4'000), pence(5'993)), pence(0));
}

Facts paying(Regime regime, Relation relation, bool in_household) {
    Facts facts = allowed_facts(regime);
    facts.spending.relation = relation;
    facts.spending.in_household = in_household;
    return facts;
}

TEST(WorkedExamples, W10_PayingASon_FAM_01_FAM_02) {
    const auto nhs = [](const Facts& facts) { return reason(Event::pay_payroll, facts, "FAM-01"); };
    const auto asc = [](const Facts& facts) { return reason(Event::pay_payroll, facts, "FAM-02"); };
    EXPECT_EQ(nhs(paying(Regime::nhs, Relation::child, false)), "");
    EXPECT_EQ(asc(paying(Regime::asc, Relation::child, false)), "");
    EXPECT_EQ(nhs(paying(Regime::nhs, Relation::child, true)), "household-member-not-necessary");
    EXPECT_EQ(asc(paying(Regime::asc, Relation::child, true)), "relative-not-necessary");
    Facts wife = paying(Regime::asc, Relation::spouse_or_partner, true);
    wife.spending.is_for_administration = true;
    EXPECT_EQ(asc(wife), "administration-not-necessary");
    wife.spending.necessary_for_administration = true;
    EXPECT_EQ(asc(wife), "");
}

TEST(WorkedExamples, W11_OnAnNhsStopLiabilitiesMoveToTheBody_STP_04) {
    Facts facts = allowed_facts(Regime::nhs);
    facts.stop.liabilities_moved = false;
    const Evaluation asked = evaluate(Event::stop, facts, sample_policy(), the_day());
    const Finding* const finding = found(asked, "STP-04");
    ASSERT_NE(finding, nullptr);
    EXPECT_EQ(finding->follows, Event::post);
}

TEST(WorkedExamples, W12_AServiceFundKeepsMoreForANamedNeed_ISF_02) {
    Facts facts = allowed_facts(Regime::asc);
    facts.lines[0].option = WayOfManaging::third_party;
    facts.third_party.weekly_amount = pence(30'000);
    facts.third_party.held = pence(115'000);
    facts.third_party.oldest_money_days = 90;
    const Evaluation asked = evaluate(Event::nightly, facts, sample_policy(), the_day());
    std::vector<Effect> effects;
    for (const Finding& each : asked.findings) {
        if (each.rule == "ISF-02") effects.push_back(each.effect);
    }
    EXPECT_EQ(effects, (std::vector{Effect::warn, Effect::need_review}));
    facts.third_party.named_need = true;
    EXPECT_EQ(reason(Event::nightly, facts, "ISF-02"), "");
}

}  // namespace
}  // namespace almoner::testing

#include "rules/entitlement/due.h"

#include "ledger/values/invariant.h"
#include "tests/rules/entitlement/sample_terms.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <rapidcheck/gtest.h>

namespace almoner::rules {
namespace {

using almoner::testing::four_weeks_from;
using almoner::testing::month;
using almoner::testing::pence;
using almoner::testing::weekly;
using ledger::Money;
using ledger::Stream;

constexpr std::int32_t icb = 1;
constexpr std::int32_t council = 2;

PlanLine line(std::int32_t number, Stream stream, std::int64_t weekly_pence) {
    return {number,
            stream == Stream::nhs ? icb : council,
            stream,
            {weekly("2026-01-01", weekly_pence)}};
}

Contribution contribution(std::int64_t weekly_pence, ContributionMethod method) {
    return {{weekly("2026-01-01", weekly_pence)}, method};
}

// The person's table of the statement of resources (rules.md W2): 1,130 a week is 4,520.00 in four,
// of which the NHS pays 1,050 a week and the council's education service 80.
TEST(DueForPeriod, AddsUpThePlanLinesByStream) {
    EntitlementTerms terms;
    terms.lines = {line(1, Stream::nhs, 20'000),
                   line(2, Stream::nhs, 75'000),
                   line(3, Stream::nhs, 10'000),
                   line(4, Stream::education, 8'000)};
    const DueForPeriod due = due_for_period(terms, four_weeks_from("2026-04-06"));
    EXPECT_EQ(due.net, pence(452'000));
    EXPECT_EQ(due.gross, pence(452'000));
    ASSERT_EQ(due.parts.size(), 4U);
    EXPECT_EQ(due.parts[3],
              (DuePart{4, council, Stream::education, pence(32'000), Money{}, pence(32'000)}));
}

// Hampshire (rules.md W3): 664.29 - 88.57 = 575.72 in January; netting first would give 575.71.
TEST(DueForPeriod, RoundsEachPartBeforeItSubtractsTheContribution) {
    EntitlementTerms terms;
    terms.lines = {line(1, Stream::social_care, 15'000)};
    terms.contribution = contribution(2'000, ContributionMethod::net);
    const DueForPeriod january = due_for_period(terms, month("2026-01-01", "2026-01-31"));
    EXPECT_EQ(january.gross, pence(66'429));
    EXPECT_EQ(january.contribution, pence(8'857));
    EXPECT_EQ(january.net, pence(57'572));
    EXPECT_EQ(due_for_period(terms, month("2026-02-01", "2026-02-28")).net, pence(52'000));
}

// Hampshire (rules.md W9): 40.00 a week and a contribution of 59.93 pays nothing.
TEST(DueForPeriod, NeverPaysBelowZero) {
    EntitlementTerms terms;
    terms.lines = {line(1, Stream::social_care, 4'000)};
    terms.contribution = contribution(5'993, ContributionMethod::net);
    const DueForPeriod due = due_for_period(terms, four_weeks_from("2026-04-06"));
    EXPECT_EQ(due.net, Money{});
    EXPECT_EQ(due.contribution, pence(16'000));
    EXPECT_EQ(due.contribution_assessed, pence(23'972));
}

TEST(DueForPeriod, TakesTheContributionFromSocialCareOnlyInPlanOrder) {
    EntitlementTerms terms;
    terms.lines = {line(1, Stream::nhs, 10'000),
                   line(2, Stream::social_care, 1'000),
                   line(3, Stream::children, 10'000),
                   line(4, Stream::education, 10'000),
                   line(5, Stream::social_care, 10'000)};
    terms.contribution = contribution(1'500, ContributionMethod::net);
    const DueForPeriod due = due_for_period(terms, four_weeks_from("2026-04-06"));
    ASSERT_EQ(due.parts.size(), 5U);
    EXPECT_EQ(due.parts[0].net, pence(40'000));
    EXPECT_EQ(due.parts[1].net, Money{});
    EXPECT_EQ(due.parts[1].contribution, pence(4'000));
    EXPECT_EQ(due.parts[2].net, pence(40'000));
    EXPECT_EQ(due.parts[3].net, pence(40'000));
    EXPECT_EQ(due.parts[4].net, pence(38'000));
    EXPECT_EQ(due.contribution, pence(6'000));
}

TEST(DueForPeriod, PaysWholeAndNamesWhatIsInvoicedWhenTheMethodIsGross) {
    EntitlementTerms terms;
    terms.lines = {line(1, Stream::social_care, 15'000)};
    terms.contribution = contribution(2'000, ContributionMethod::gross);
    const DueForPeriod due = due_for_period(terms, four_weeks_from("2026-04-06"));
    EXPECT_EQ(due.net, pence(60'000));
    EXPECT_EQ(due.contribution, pence(8'000));
}

TEST(DueForPeriod, LeavesOutLinesThatAreWorthNothing) {
    EntitlementTerms terms;
    terms.lines = {line(1, Stream::nhs, 0), line(2, Stream::nhs, 100)};
    const DueForPeriod due = due_for_period(terms, four_weeks_from("2026-04-06"));
    ASSERT_EQ(due.parts.size(), 1U);
    EXPECT_EQ(due.parts[0].plan_line, 2);
    EXPECT_TRUE(due_for_period({}, four_weeks_from("2026-04-06")).parts.empty());
}

TEST(Terms, AreRefusedWhenHealthCareOrEducationIsCharged) {
    EntitlementTerms terms;
    EXPECT_TRUE(check_terms(terms).accepted());
    terms.policy.contribution_streams = {Stream::social_care, Stream::children};
    EXPECT_TRUE(check_terms(terms).accepted());
    terms.policy.contribution_streams = {Stream::nhs};
    EXPECT_EQ(check_terms(terms).refusal().code, "contribution-on-free-care");
    EXPECT_THROW((void)due_for_period(terms, four_weeks_from("2026-04-06")),
                 ledger::InvariantBroken);
    terms.policy.contribution_streams = {Stream::education};
    EXPECT_EQ(check_terms(terms).refusal().field, "contribution_streams");
}

TEST(Terms, AreRefusedNamingThePlanLine) {
    EntitlementTerms terms;
    terms.lines = {line(7, Stream::nhs, -1)};
    EXPECT_EQ(check_terms(terms).refusal().field, "plan line 7, amount");
    terms.lines.clear();
    terms.contribution = contribution(-1, ContributionMethod::net);
    EXPECT_EQ(check_terms(terms).refusal().field, "contribution, amount");
}

RC_GTEST_PROP(DueForPeriod, AddsUpAndNeverTakesMoreThanIsAssessedOrThere, ()) {
    EntitlementTerms terms;
    const int count = *rc::gen::inRange(0, 6);
    for (int i = 0; i < count; ++i) {
        const Stream stream = *rc::gen::element(
            Stream::nhs, Stream::social_care, Stream::children, Stream::education);
        terms.lines.push_back(line(i + 1, stream, *rc::gen::inRange(0, 100'000)));
    }
    terms.contribution = contribution(*rc::gen::inRange(0, 200'000), ContributionMethod::net);
    const DueForPeriod due = due_for_period(terms, month("2026-01-01", "2026-01-31"));
    Money gross, charged, net, chargeable;
    for (const DuePart& part : due.parts) {
        RC_ASSERT(part.net == part.gross - part.contribution);
        RC_ASSERT(part.net >= Money{});
        RC_ASSERT(part.stream == Stream::social_care || part.contribution.is_zero());
        if (part.stream == Stream::social_care) chargeable += part.gross;
        gross += part.gross;
        charged += part.contribution;
        net += part.net;
    }
    RC_ASSERT(due.gross == gross);
    RC_ASSERT(due.net == net);
    RC_ASSERT(due.contribution == charged);
    RC_ASSERT(charged == std::min(due.contribution_assessed, chargeable));
}

}  // namespace
}  // namespace almoner::rules

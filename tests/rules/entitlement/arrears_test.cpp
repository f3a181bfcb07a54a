#include "rules/entitlement/arrears.h"

#include "tests/rules/entitlement/sample_terms.h"

#include <gtest/gtest.h>

#include <array>

namespace almoner::rules {
namespace {

using almoner::testing::four_weeks_from;
using almoner::testing::on;
using almoner::testing::pence;
using almoner::testing::weekly;
using ledger::Money;
using ledger::Stream;

constexpr std::array periods{"2026-04-06", "2026-05-04", "2026-06-01"};

PlanLine line(std::int32_t number, RateHistory rates) {
    return {number, 1, Stream::social_care, std::move(rates)};
}

PaidPart paid(std::int32_t number, std::int64_t net) {
    return {number, 1, Stream::social_care, pence(net)};
}

std::vector<PaidPeriod> three_periods(const std::vector<PaidPart>& parts) {
    std::vector<PaidPeriod> all;
    for (const char* first : periods) all.push_back({four_weeks_from(first), parts});
    return all;
}

// 100.00 a week becomes 110.00 from the fifteenth day of the first of three paid periods:
// 20.00 + 40.00 + 40.00.
TEST(ArrearsOfChange, OwesTheDifferenceForEachPaidPeriod) {
    EntitlementTerms now;
    now.lines = {line(1, {weekly("2026-01-01", 10'000), weekly("2026-04-20", 11'000)})};
    const ArrearsOfChange change = arrears_of_change(now, three_periods({paid(1, 40'000)}));
    ASSERT_EQ(change.owed.size(), 3U);
    EXPECT_EQ(change.owed[0].size(), pence(2'000));
    EXPECT_EQ(change.owed[0].due, pence(42'000));
    EXPECT_EQ(change.owed[0].period, four_weeks_from("2026-04-06"));
    EXPECT_EQ(change.owed_total, pence(10'000));
    EXPECT_TRUE(change.overpaid.empty());
}

TEST(ArrearsOfChange, OwesNothingOnceTheArrearsArePaid) {
    EntitlementTerms now;
    now.lines = {line(1, {weekly("2026-01-01", 11'000)})};
    const auto change = arrears_of_change(now, three_periods({paid(1, 40'000), paid(1, 4'000)}));
    EXPECT_TRUE(change.owed.empty());
    EXPECT_TRUE(change.overpaid.empty());
}

TEST(ArrearsOfChange, NeverSetsWhatWasOverpaidAgainstWhatIsOwed) {
    EntitlementTerms now;
    now.lines = {line(1, {weekly("2026-01-01", 11'000)}), line(2, {weekly("2026-01-01", 9'000)})};
    const ArrearsOfChange change =
        arrears_of_change(now, three_periods({paid(1, 40'000), paid(2, 40'000)}));
    EXPECT_EQ(change.owed_total, pence(12'000));
    EXPECT_EQ(change.overpaid_total, pence(12'000));
    ASSERT_EQ(change.overpaid.size(), 3U);
    EXPECT_EQ(change.overpaid[0].plan_line, 2);
}

TEST(ArrearsOfChange, NeverLetsOneBodysMoneyPayAnothers) {
    EntitlementTerms now;
    now.lines = {line(1, {weekly("2026-01-01", 10'000)})};
    now.lines[0].body = 2;
    const ArrearsOfChange change =
        arrears_of_change(now, {{four_weeks_from("2026-04-06"), {paid(1, 40'000)}}});
    ASSERT_EQ(change.owed.size(), 1U);
    EXPECT_EQ(change.owed[0].body, 2);
    ASSERT_EQ(change.overpaid.size(), 1U);
    EXPECT_EQ(change.overpaid[0].body, 1);
}

TEST(ArrearsOfChange, CountsOnlyTheDaysThatTheAgreementNowCovers) {
    EntitlementTerms now;
    now.lines = {line(1, {weekly("2026-01-01", 10'000)})};
    auto periods_paid = three_periods({paid(1, 40'000)});
    periods_paid[1].period.covered.last = on("2026-05-17");
    periods_paid[2].period.covered.last = on("2026-05-31");
    const ArrearsOfChange change = arrears_of_change(now, periods_paid);
    EXPECT_TRUE(change.owed.empty());
    ASSERT_EQ(change.overpaid.size(), 2U);
    EXPECT_EQ(change.overpaid[0].size(), pence(20'000));
    EXPECT_EQ(change.overpaid[1].size(), pence(40'000));
}

TEST(ArrearsOfChange, SeesAChangedContribution) {
    EntitlementTerms now;
    now.lines = {line(1, {weekly("2026-01-01", 10'000)})};
    now.contribution = Contribution{{weekly("2026-01-01", 500)}, ContributionMethod::net};
    const ArrearsOfChange change =
        arrears_of_change(now, {{four_weeks_from("2026-04-06"), {paid(1, 36'000)}}});
    EXPECT_EQ(change.owed_total, pence(2'000));
}

}  // namespace
}  // namespace almoner::rules

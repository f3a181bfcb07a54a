#include "rules/entitlement/uplift.h"

#include "tests/rules/entitlement/sample_terms.h"

#include <gtest/gtest.h>

namespace almoner::rules {
namespace {

using almoner::testing::four_weeks_from;
using almoner::testing::on;
using almoner::testing::pence;
using almoner::testing::rate;
using almoner::testing::weekly;
using ledger::Stream;

PlanLine line(RateHistory rates) {
    return {1, 1, Stream::social_care, std::move(rates)};
}

Uplift by_bp(std::int32_t bp) {
    return {on("2026-04-20"), {}, IncreaseBp{bp}};
}

// 123.45 x 1.035 = 127.77075; 10.00 x 1.0005 = 10.005; 0.01 x 1.49 = 0.0149.
TEST(Uplift, RoundsToTheNearestPennyHalfUp) {
    EXPECT_EQ(uplifted(pence(12'345), IncreaseBp{350}), pence(12'777));
    EXPECT_EQ(uplifted(pence(1'000), IncreaseBp{5}), pence(1'001));
    EXPECT_EQ(uplifted(pence(1), IncreaseBp{4'900}), pence(1));
    EXPECT_EQ(uplifted(pence(1'000), NewAmount{pence(1'111)}), pence(1'111));
}

TEST(Uplift, AddsARateThatHoldsFromItsDay) {
    const auto raised = uplift_line(by_bp(1'000), line({weekly("2026-01-01", 10'000)}));
    ASSERT_TRUE(raised.accepted());
    EXPECT_EQ(raised.value().before, pence(10'000));
    EXPECT_EQ(raised.value().after, pence(11'000));
    EXPECT_TRUE(check_rates(raised.value().rates).accepted());
    EXPECT_EQ(rate_on(raised.value().rates, on("2026-04-19"))->amount, pence(10'000));
    EXPECT_EQ(rate_on(raised.value().rates, on("2026-04-20"))->amount, pence(11'000));
    EXPECT_EQ(period_amount(raised.value().rates, four_weeks_from("2026-04-06")).amount,
              pence(42'000));
}

TEST(Uplift, ReplacesARateOfTheSameDayAndKeepsItsEnd) {
    Rate ends = weekly("2026-04-20", 10'000);
    ends.until_on = on("2026-12-31");
    const auto raised = uplift_line(by_bp(1'000), line({weekly("2026-01-01", 5'000), ends}));
    ASSERT_TRUE(raised.accepted());
    ASSERT_EQ(raised.value().rates.size(), 2U);
    EXPECT_EQ(raised.value().rates[1].amount, pence(11'000));
    EXPECT_EQ(raised.value().rates[1].until_on, on("2026-12-31"));
}

TEST(Uplift, IsForTheLinesOfAStreamOrAtARate) {
    const PlanLine care = line({weekly("2026-01-01", 10'000)});
    EXPECT_TRUE(is_meant(by_bp(100), care));
    EXPECT_TRUE(is_meant({on("2026-04-20"), {.stream = Stream::social_care}, IncreaseBp{1}}, care));
    EXPECT_FALSE(is_meant({on("2026-04-20"), {.stream = Stream::nhs}, IncreaseBp{1}}, care));
    EXPECT_TRUE(is_meant(
        {on("2026-04-20"), {.amount = pence(10'000), .frequency = RateFrequency::weekly}, {}},
        care));
    EXPECT_FALSE(is_meant({on("2026-04-20"), {.amount = pence(10'001)}, {}}, care));
    EXPECT_FALSE(is_meant({on("2026-04-20"), {.frequency = RateFrequency::monthly}, {}}, care));
    EXPECT_FALSE(is_meant({on("2025-12-31"), {}, {}}, care));
    EXPECT_FALSE(is_meant(by_bp(100), line({rate("2026-01-01", 10'000, RateFrequency::one_off)})));
}

TEST(Uplift, IsRefusedWhereAPersonMustDecide) {
    const PlanLine care = line({weekly("2026-01-01", 10'000)});
    EXPECT_EQ(uplift_line(by_bp(-1), care).refusal().code, "uplift-lowers");
    EXPECT_TRUE(uplift_line(by_bp(0), care).accepted());
    EXPECT_EQ(uplift_line({on("2026-04-20"), {}, NewAmount{pence(9'999)}}, care).refusal().code,
              "uplift-lowers");
    EXPECT_EQ(uplift_line({on("2025-04-20"), {}, IncreaseBp{1}}, care).refusal().code,
              "uplift-not-meant");
    const PlanLine agreed = line({weekly("2026-01-01", 10'000), weekly("2026-06-01", 12'000)});
    EXPECT_EQ(uplift_line(by_bp(100), agreed).refusal().code, "uplift-later-rate");
}

}  // namespace
}  // namespace almoner::rules

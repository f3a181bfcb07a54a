// The matrix of notices and challenges, as rules.md has it.
#include "rules/lifecycle/challenge.h"

#include <gtest/gtest.h>

#include <array>

namespace almoner::rules {
namespace {

bool waits(std::string_view notice, Regime regime) {
    return holds_meanwhile(notice, std::array{regime}, Policy{});
}

TEST(Challenge, AnNhsReductionWaitsAndAnSenReductionGoesOn) {
    EXPECT_TRUE(waits("reduction", Regime::nhs));
    EXPECT_TRUE(waits("offset", Regime::nhs));
    EXPECT_TRUE(waits("reduction", Regime::asc));
    EXPECT_FALSE(waits("reduction", Regime::sen));
    EXPECT_FALSE(waits("offset", Regime::sen));
}

TEST(Challenge, CollectingWaitsUnderEveryLaw) {
    for (const Regime each : all_regimes) EXPECT_TRUE(waits("reclaim", each));
}

TEST(Challenge, AnNhsStopGoesOnAndAnyOtherWaits) {
    EXPECT_FALSE(waits("stop", Regime::nhs));
    EXPECT_TRUE(waits("stop", Regime::sen));
    EXPECT_TRUE(waits("stop", Regime::asc));
}

TEST(Challenge, OfSeveralLawsTheOneThatProtectsMoreCounts) {
    EXPECT_TRUE(holds_meanwhile("reduction", std::array{Regime::sen, Regime::nhs}, Policy{}));
    EXPECT_TRUE(holds_meanwhile("stop", std::array{Regime::nhs, Regime::asc}, Policy{}));
}

TEST(Challenge, WhatNoRowNamesWaits) {
    EXPECT_TRUE(waits("decision", Regime::nhs));
    EXPECT_TRUE(holds_meanwhile("stop", {}, Policy{}));
}

}  // namespace
}  // namespace almoner::rules

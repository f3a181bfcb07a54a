#include "ledger/values/money.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <vector>

namespace almoner::ledger {
namespace {

std::vector<std::int64_t> pence_of(const std::vector<Money>& parts) {
    std::vector<std::int64_t> pence;
    for (const Money part : parts) pence.push_back(part.pence());
    return pence;
}

TEST(Money, RefusesFiguresNoBudgetCouldReach) {
    EXPECT_THROW((void)Money::from_pence(Money::max_pence + 1), InvariantBroken);
    EXPECT_THROW((void)Money::from_pence(-Money::max_pence - 1), InvariantBroken);
    EXPECT_NO_THROW((void)Money::from_pence(Money::max_pence));
}

TEST(Money, RoundsOnlyTheWayThatIsNamed) {
    const Money ten = Money::from_pence(1000);
    EXPECT_EQ(ten.mul_div(1, 3, Rounding::down).pence(), 333);
    EXPECT_EQ(ten.mul_div(1, 3, Rounding::up).pence(), 334);
    EXPECT_EQ(ten.mul_div(1, 3, Rounding::nearest_half_up).pence(), 333);
    EXPECT_EQ(Money::from_pence(1).mul_div(1, 2, Rounding::nearest_half_up).pence(), 1);
    EXPECT_EQ(Money::from_pence(-1).mul_div(1, 2, Rounding::nearest_half_up).pence(), -1);
    EXPECT_EQ(Money::from_pence(-1000).mul_div(1, 3, Rounding::up).pence(), -334);
}

TEST(Money, MultipliesWithoutOverflowBeforeItDivides) {
    const Money most = Money::from_pence(Money::max_pence);
    EXPECT_EQ(most.mul_div(1'000'000'000, 1'000'000'000, Rounding::down), most);
    EXPECT_THROW((void)most.mul_div(2, 1, Rounding::down), InvariantBroken);
    EXPECT_THROW((void)most.mul_div(1, 0, Rounding::down), InvariantBroken);
}

// payroll split of worked case 4: 98155 by 2 to 1.
TEST(MoneyAllocate, GivesThePennyToTheLargestRemainder) {
    constexpr std::array<std::int64_t, 2> two_to_one{2, 1};
    EXPECT_EQ(pence_of(Money::from_pence(98155).allocate(two_to_one)),
              (std::vector<std::int64_t>{65437, 32718}));
    constexpr std::array<std::int64_t, 3> thirds{1, 1, 1};
    EXPECT_EQ(pence_of(Money::from_pence(100).allocate(thirds)),
              (std::vector<std::int64_t>{34, 33, 33}));
    EXPECT_EQ(pence_of(Money::from_pence(-100).allocate(thirds)),
              (std::vector<std::int64_t>{-34, -33, -33}));
}

TEST(MoneyAllocate, PartsAlwaysAddUpToTheWhole) {
    constexpr std::array<std::int64_t, 4> weights{3333, 0, 3333, 3334};
    for (std::int64_t pence = -500; pence <= 500; ++pence) {
        Money total;
        for (const Money part : Money::from_pence(pence).allocate(weights)) total += part;
        ASSERT_EQ(total.pence(), pence);
    }
}

TEST(MoneyAllocate, NeedsSomethingToAllocateBy) {
    constexpr std::array<std::int64_t, 2> nothing{0, 0};
    constexpr std::array<std::int64_t, 2> below{2, -1};
    EXPECT_THROW((void)Money::from_pence(1).allocate(nothing), InvariantBroken);
    EXPECT_THROW((void)Money::from_pence(1).allocate(below), InvariantBroken);
}

}  // namespace
}  // namespace almoner::ledger

// Sums of money in whole pence. There is no fractional penny and no floating point anywhere.
#pragma once

#include "ledger/values/invariant.h"

#include <compare>
#include <cstdint>
#include <span>
#include <vector>

namespace almoner::ledger {

enum class Rounding { down, nearest_half_up, up };

class Money {
  public:
    // No area's whole budget comes near ten billion pounds; a bigger figure is a bug.
    static constexpr std::int64_t max_pence = 1'000'000'000'000;

    constexpr Money() = default;

    [[nodiscard]] static constexpr Money from_pence(std::int64_t pence) {
        if (pence > max_pence || pence < -max_pence) throw InvariantBroken("money out of range");
        return Money(pence);
    }
    [[nodiscard]] constexpr std::int64_t pence() const { return pence_; }
    [[nodiscard]] constexpr bool is_zero() const { return pence_ == 0; }

    // This sum times numerator / denominator (> 0). Rounding works on the size, so -x gives -(x's
    // answer). A result out of range, or a denominator that is not above zero, is an invariant.
    [[nodiscard]] Money mul_div(std::int64_t numerator,
                                std::int64_t denominator,
                                Rounding rounding) const;

    // Parts in proportion to `weights` (none below zero, not all zero) by largest remainder; ties
    // go to the earlier weight. The parts always add up to this sum.
    [[nodiscard]] std::vector<Money> allocate(std::span<const std::int64_t> weights) const;

    friend constexpr auto operator<=>(Money, Money) = default;
    friend constexpr Money operator-(Money a) { return Money(-a.pence_); }
    friend constexpr Money operator+(Money a, Money b) { return from_pence(a.pence_ + b.pence_); }
    friend constexpr Money operator-(Money a, Money b) { return from_pence(a.pence_ - b.pence_); }
    constexpr Money& operator+=(Money b) { return *this = *this + b; }
    constexpr Money& operator-=(Money b) { return *this = *this - b; }
    // Money * Money has no meaning, so it does not exist; see tests/must_not_compile.

  private:
    explicit constexpr Money(std::int64_t pence) : pence_(pence) {}
    std::int64_t pence_ = 0;
};

static_assert(Money::from_pence(100) - Money::from_pence(1) == Money::from_pence(99));

}  // namespace almoner::ledger

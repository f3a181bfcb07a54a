// The same transfers for every floor and for ours: pairs of 10,000 accounts at random, always
// alike.
#pragma once

#include <cstdint>

namespace almoner::bench {

inline constexpr std::int64_t account_count = 10'000;

struct Move {
    std::int64_t debit = 0;   // 0 to account_count - 1
    std::int64_t credit = 0;  // another one
    std::int64_t pence = 0;   // 1 to 1,000 pounds
};

class Traffic {
  public:
    Move next() {
        const std::int64_t debit = below(account_count);
        std::int64_t credit = below(account_count - 1);
        if (credit >= debit) ++credit;
        return {.debit = debit, .credit = credit, .pence = 100 + below(99'900)};
    }

  private:
    // Marsaglia's xorshift64: even enough, and the same on every machine.
    std::int64_t below(std::int64_t limit) {
        state_ ^= state_ << 13U;
        state_ ^= state_ >> 7U;
        state_ ^= state_ << 17U;
        return static_cast<std::int64_t>(state_ % static_cast<std::uint64_t>(limit));
    }
    std::uint64_t state_ = 0x9E3779B97F4A7C15ULL;
};

}  // namespace almoner::bench

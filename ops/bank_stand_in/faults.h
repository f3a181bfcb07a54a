// What goes wrong at the bank on demand, and the dice that choose where: the same seed, the same
// faults.
#pragma once

#include "ledger/values/outcome.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string_view>
#include <vector>

namespace almoner::ops::bank_stand_in {

enum class Fault : std::uint8_t {
    reject,           // a payment is refused on arrival and never booked
    returned,         // a payment is booked and comes back
    duplicate_file,   // a day's statement is delivered twice, under two names
    missing_line,     // a booking is not on the statement, which then does not add up
    delay,            // a booking comes one to three working days late
    wrong_amount,     // the bank books a penny too much
    identical_lines,  // two credits that differ in nothing, both real
};
inline constexpr std::size_t fault_kinds = 7;

struct FaultCount {
    Fault fault{};
    std::uint32_t count = 0;
};

// "reject:3", "return:1", "duplicate-file:1", ...; refused with fault-form.
[[nodiscard]] ledger::Outcome<FaultCount> parse_fault(std::string_view text);

// How often each fault is still to happen.
class FaultPlan {
  public:
    void add(FaultCount fault) { left_[index(fault.fault)] += fault.count; }
    // Takes up to `most` of what is left.
    [[nodiscard]] std::size_t take(Fault fault, std::size_t most);

  private:
    static std::size_t index(Fault fault) { return static_cast<std::size_t>(fault); }
    std::array<std::uint32_t, fault_kinds> left_{};
};

// Numbers that depend on the seed and the occasion alone, not on the order in which files come in.
class Dice {
  public:
    Dice(std::uint64_t seed, std::string_view occasion);

    [[nodiscard]] std::size_t below(std::size_t limit);  // limit > 0
    // `count` different positions below `limit`, in rising order.
    [[nodiscard]] std::vector<std::size_t> positions(std::size_t count, std::size_t limit);

  private:
    std::mt19937_64 numbers_;
};

// FNV-1a, 64 bits: tells files apart, no more.
[[nodiscard]] std::uint64_t fingerprint(std::string_view bytes);

}  // namespace almoner::ops::bank_stand_in

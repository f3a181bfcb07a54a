#include "ops/bank_stand_in/faults.h"

#include "ops/fault_words.h"

#include <algorithm>
#include <numeric>

namespace almoner::ops::bank_stand_in {
namespace {

constexpr std::array<std::string_view, fault_kinds> names{"reject",
                                                          "return",
                                                          "duplicate-file",
                                                          "missing-line",
                                                          "delay",
                                                          "wrong-amount",
                                                          "identical-lines"};

}  // namespace

ledger::Outcome<FaultCount> parse_fault(std::string_view text) {
    const auto found = read_fault(names, text);
    if (!found) {
        return ledger::Refusal{"fault-form",
                               "A fault is a kind and a number, like reject:3.",
                               "Kinds: reject, return, duplicate-file, missing-line, delay, "
                               "wrong-amount, identical-lines.",
                               "fault",
                               ""};
    }
    return FaultCount{.fault = static_cast<Fault>(found->kind), .count = found->count};
}

std::size_t FaultPlan::take(Fault fault, std::size_t most) {
    const auto taken = static_cast<std::uint32_t>(std::min<std::size_t>(left_[index(fault)], most));
    left_[index(fault)] -= taken;
    return taken;
}

Dice::Dice(std::uint64_t seed, std::string_view occasion)
    : numbers_(seed ^ fingerprint(occasion)) {}

// A slight lean towards small numbers does no harm here; std's distributions differ by library.
std::size_t Dice::below(std::size_t limit) {
    return numbers_() % limit;
}

std::vector<std::size_t> Dice::positions(std::size_t count, std::size_t limit) {
    std::vector<std::size_t> all(limit);
    std::iota(all.begin(), all.end(), std::size_t{0});
    count = std::min(count, limit);
    for (std::size_t i = 0; i < count; ++i) std::swap(all[i], all[i + below(limit - i)]);
    all.resize(count);
    std::ranges::sort(all);
    return all;
}

std::uint64_t fingerprint(std::string_view bytes) {
    std::uint64_t value = 0xcbf29ce484222325U;
    for (const char c : bytes) {
        value ^= static_cast<unsigned char>(c);
        value *= 0x100000001b3U;
    }
    return value;
}

}  // namespace almoner::ops::bank_stand_in

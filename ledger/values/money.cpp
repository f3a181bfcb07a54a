#include "ledger/values/money.h"

#include <algorithm>
#include <numeric>

namespace almoner::ledger {
namespace {

__extension__ using Wide = __int128;

// numerator / denominator, both at least zero.
Wide divide(Wide numerator, Wide denominator, Rounding rounding) {
    const Wide quotient = numerator / denominator;
    const Wide remainder = numerator % denominator;
    switch (rounding) {
        case Rounding::down: return quotient;
        case Rounding::up: return quotient + (remainder > 0 ? 1 : 0);
        case Rounding::nearest_half_up: return quotient + (remainder * 2 >= denominator ? 1 : 0);
    }
    throw InvariantBroken("unlisted rounding");
}

}  // namespace

Money Money::mul_div(std::int64_t numerator, std::int64_t denominator, Rounding rounding) const {
    if (denominator <= 0) throw InvariantBroken("division by zero or less");
    const Wide product = Wide{pence_} * numerator;
    const Wide size = divide(product < 0 ? -product : product, denominator, rounding);
    if (size > max_pence) throw InvariantBroken("money out of range");
    const auto pence = static_cast<std::int64_t>(size);
    return Money(product < 0 ? -pence : pence);
}

std::vector<Money> Money::allocate(std::span<const std::int64_t> weights) const {
    Wide total = 0;
    for (const std::int64_t weight : weights) {
        if (weight < 0) throw InvariantBroken("weight below zero");
        total += weight;
    }
    if (total == 0) throw InvariantBroken("nothing to allocate by");
    const Wide size = pence_ < 0 ? -Wide{pence_} : Wide{pence_};
    std::vector<std::int64_t> parts(weights.size());
    std::vector<Wide> remainders(weights.size());
    Wide left = size;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const Wide share = size * weights[i];
        parts[i] = static_cast<std::int64_t>(share / total);
        remainders[i] = share % total;
        left -= parts[i];
    }
    std::vector<std::size_t> order(weights.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return remainders[a] > remainders[b];
    });
    for (std::size_t i = 0; left > 0; ++i, --left) ++parts[order[i]];
    std::vector<Money> out;
    out.reserve(parts.size());
    for (const std::int64_t part : parts) out.push_back(from_pence(pence_ < 0 ? -part : part));
    return out;
}

}  // namespace almoner::ledger

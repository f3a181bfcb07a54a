#include "ledger/posting/shares.h"

#include <algorithm>
#include <cstddef>

namespace almoner::ledger {

Money total_of(const Shares& shares) {
    Money total;
    for (const Share& share : shares) total += share.amount;
    return total;
}

Money amount_of(const Shares& shares, Stream stream, std::int32_t body) {
    Money amount;
    for (const Share& share : shares) {
        if (share.stream == stream && share.body == body) amount += share.amount;
    }
    return amount;
}

Shares split_by_streams(Money whole, const Shares& weights) {
    Shares parts = weights;
    std::sort(parts.begin(), parts.end());
    std::vector<std::int64_t> pence;
    pence.reserve(parts.size());
    for (const Share& part : parts) pence.push_back(part.amount.pence());
    const std::vector<Money> amounts = whole.allocate(pence);
    for (std::size_t i = 0; i < parts.size(); ++i) parts[i].amount = amounts[i];
    std::erase_if(parts, [](const Share& part) { return part.amount.is_zero(); });
    return parts;
}

Shares left_after(const Shares& whole, const Shares& taken) {
    Shares left;
    for (const Share& share : whole) {
        const Money gone = amount_of(taken, share.stream, share.body);
        if (share.amount > gone) {
            left.push_back({share.stream, share.body, share.amount - gone});
        }
    }
    return left;
}

Shares covered_by(const Shares& wanted, const Shares& available) {
    Shares covered;
    for (const Share& share : wanted) {
        const Money there = amount_of(available, share.stream, share.body);
        const Money part = std::min(share.amount, there);
        if (part > Money{}) covered.push_back({share.stream, share.body, part});
    }
    return covered;
}

}  // namespace almoner::ledger

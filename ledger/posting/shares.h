// A sum told apart by whose money it is: which commissioner's, and of which funding stream.
#pragma once

#include "ledger/values/kinds.h"
#include "ledger/values/money.h"

#include <compare>
#include <cstdint>
#include <vector>

namespace almoner::ledger {

struct Share {
    Stream stream{};
    std::int32_t body = 0;  // the commissioner; `person` and `unassigned` belong to the plan's body
    Money amount;

    friend constexpr auto operator<=>(const Share&, const Share&) = default;
};
using Shares = std::vector<Share>;

[[nodiscard]] Money total_of(const Shares& shares);

// The part of one stream and body; nil where there is none.
[[nodiscard]] Money amount_of(const Shares& shares, Stream stream, std::int32_t body);

// `whole` in proportion to `weights` by largest remainder (ledger.md, Splits). Ties go to the lower
// stream number, then the lower body, whatever the order of the weights. Nil parts are left out.
[[nodiscard]] Shares split_by_streams(Money whole, const Shares& weights);

// What is left of `whole` once `taken` is gone, part by part and never below zero; nil parts are
// left out.
[[nodiscard]] Shares left_after(const Shares& whole, const Shares& taken);

// The part of `wanted` that `available` covers.
[[nodiscard]] Shares covered_by(const Shares& wanted, const Shares& available);

}  // namespace almoner::ledger

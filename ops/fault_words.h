// Faults that a stand-in is told to make, as they are typed: "reject:3".
#pragma once

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <system_error>

namespace almoner::ops {

struct FaultWords {
    std::size_t kind = 0;  // its place in the list of kinds
    std::uint32_t count = 0;
};

// Nothing where it is not a kind of the list, a colon and a number.
[[nodiscard]] inline std::optional<FaultWords> read_fault(std::span<const std::string_view> kinds,
                                                          std::string_view text) {
    const std::size_t colon = std::min(text.find(':'), text.size());
    const auto kind = std::ranges::find(kinds, text.substr(0, colon));
    if (kind == kinds.end() || colon == text.size()) return std::nullopt;
    const std::string_view digits = text.substr(colon + 1);
    FaultWords found{.kind = static_cast<std::size_t>(kind - kinds.begin())};
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), found.count);
    if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    return found;
}

}  // namespace almoner::ops

// Which figures a payroll rates file may hold, and in which unit each is written.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace almoner::rules {

enum class RateUnit : std::uint8_t {
    pounds,    // 116.75
    per_cent,  // 13.8
    decimal,   // 5.6
    count,     // 28
    yes_no,
};

// Nothing for an item that no rule reads: most likely a slip of the pen.
[[nodiscard]] std::optional<RateUnit> unit_of_item(std::string_view item);

}  // namespace almoner::rules

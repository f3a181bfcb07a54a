// Octets back from the hexadecimal digits that they were shown as.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace almoner::ledger {

// Nothing for anything but pairs of the digits 0 to 9 and a to f.
[[nodiscard]] std::optional<std::string> octets_of_hex(std::string_view digits);

}  // namespace almoner::ledger

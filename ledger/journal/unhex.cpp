#include "ledger/journal/unhex.h"

namespace almoner::ledger {
namespace {

std::optional<unsigned> value_of(char digit) {
    if (digit >= '0' && digit <= '9') return static_cast<unsigned>(digit - '0');
    if (digit >= 'a' && digit <= 'f') return static_cast<unsigned>(digit - 'a') + 10U;
    return std::nullopt;
}

}  // namespace

std::optional<std::string> octets_of_hex(std::string_view digits) {
    if (digits.size() % 2 != 0) return std::nullopt;
    std::string octets;
    octets.reserve(digits.size() / 2);
    for (std::size_t at = 0; at < digits.size(); at += 2) {
        const auto high = value_of(digits[at]);
        const auto low = value_of(digits[at + 1]);
        if (!high || !low) return std::nullopt;
        octets += static_cast<char>(static_cast<unsigned char>((*high << 4U) | *low));
    }
    return octets;
}

}  // namespace almoner::ledger

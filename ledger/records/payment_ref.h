// The reference that a payment carries to the bank and back: "ALM", its id and a check character.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace almoner::ledger {

inline constexpr std::size_t payment_ref_length = 12;

// "ALM0000001A5": eight digits of Crockford's base 32 and one check character (Luhn modulo 32). An
// id below 1 or above 2^40 is an invariant.
[[nodiscard]] std::string payment_ref(std::int64_t payment);

// Lower case, spaces and hyphens are forgiven, and O, I and L for what they look like. Nothing for
// anything that is not a reference with the right check character.
[[nodiscard]] std::optional<std::int64_t> payment_of_ref(std::string_view ref);

// The first reference within a bank's text, where it may stand beside other words.
[[nodiscard]] std::optional<std::int64_t> find_payment_ref(std::string_view text);

}  // namespace almoner::ledger

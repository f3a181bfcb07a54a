// The closed lists that run through everything: funding streams and ways of managing the money.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace almoner::ledger {

// Numbers are stored and hashed: add at the end, never renumber.
enum class Stream : std::uint8_t {
    nhs = 1,
    social_care = 2,  // adults
    children = 3,
    education = 4,
    person = 5,      // the client's own contribution
    unassigned = 6,  // bank lines not yet understood
};

// The four ways of managing the money (Guidance on direct payments for healthcare; Care Act
// guidance 11).
enum class Option : std::uint8_t {
    none = 0,  // an account that belongs to no budget
    notional = 1,
    third_party = 2,
    direct_payment = 3,
    managed_account = 4,
};

inline constexpr std::array all_streams{Stream::nhs,
                                        Stream::social_care,
                                        Stream::children,
                                        Stream::education,
                                        Stream::person,
                                        Stream::unassigned};
inline constexpr std::array all_options{
    Option::notional, Option::third_party, Option::direct_payment, Option::managed_account};

[[nodiscard]] std::string_view name_of(Stream stream);  // "nhs", "social-care", ...
[[nodiscard]] std::string_view name_of(Option option);  // "notional", "third-party", ...
[[nodiscard]] std::optional<Stream> stream_named(std::string_view name);
[[nodiscard]] std::optional<Option> option_named(std::string_view name);

}  // namespace almoner::ledger

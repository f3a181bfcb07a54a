// The nearest ASCII for one code point beyond ASCII, so that a name stays recognisable.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace almoner::gateway {

enum class Rendering : std::uint8_t {
    letters,  // these ASCII characters stand for it
    nothing,  // a mark on the letter before, or no width at all
    space,    // a sign that separates
    unknown,  // a letter that we can't render
};

struct Letters {
    Rendering rendering = Rendering::unknown;
    std::array<char, 4> ascii{};
    std::size_t count = 0;

    [[nodiscard]] std::string_view view() const { return {ascii.data(), count}; }
};

[[nodiscard]] Letters letters_for(char32_t code_point);

}  // namespace almoner::gateway

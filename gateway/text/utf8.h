// UTF-8 read one code point at a time, strictly: no overlong forms, no surrogates.
#pragma once

#include <cstddef>
#include <string_view>

namespace almoner::gateway {

struct CodePoint {
    char32_t value = 0;
    std::size_t length =
        0;  // bytes taken; zero when the text does not start with a whole code point
};

[[nodiscard]] CodePoint first_code_point(std::string_view text);

}  // namespace almoner::gateway

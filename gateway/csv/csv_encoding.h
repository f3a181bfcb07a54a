// Finds out how a text file is encoded and brings windows-1252 to UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace almoner::gateway {

enum class TextEncoding : std::uint8_t {
    utf8,          // all of it is UTF-8
    windows_1252,  // none of it is UTF-8 beyond ASCII
    mixed,         // some of each: converting would spoil the part that was right
    utf16          // begins with a UTF-16 byte order mark
};

inline constexpr std::string_view utf8_bom = "\xEF\xBB\xBF";

[[nodiscard]] TextEncoding encoding_of(std::string_view bytes);

[[nodiscard]] bool is_utf8(std::string_view bytes);  // RFC 3629: no overlong forms, no surrogates

// The length of the valid UTF-8 sequence at `at`, or 0.
[[nodiscard]] std::size_t utf8_length(std::string_view bytes, std::size_t at);

// Five bytes mean nothing in windows-1252 (81, 8D, 8F, 90, 9D): text that holds one is something
// else.
[[nodiscard]] bool is_windows_1252(std::string_view bytes);
[[nodiscard]] std::string utf8_from_windows_1252(std::string_view bytes);

}  // namespace almoner::gateway

#include "gateway/csv/csv_encoding.h"

#include <algorithm>
#include <array>

namespace almoner::gateway {
namespace {

unsigned byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]);
}

bool is_continuation(std::string_view bytes, std::size_t at) {
    return at < bytes.size() && (byte_at(bytes, at) & 0xC0U) == 0x80U;
}

// 80 to 9F, the only part where windows-1252 is not Latin-1; 0 where nothing is defined.
constexpr std::array<unsigned, 32> upper_controls{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

unsigned from_windows_1252(unsigned byte) {
    return byte >= 0x80 && byte < 0xA0 ? upper_controls[byte - 0x80] : byte;
}

void append_utf8(std::string& out, unsigned code) {
    if (code < 0x80) {
        out += static_cast<char>(code);
        return;
    }
    if (code < 0x800) {
        out += static_cast<char>(0xC0U | (code >> 6U));
    } else {
        out += static_cast<char>(0xE0U | (code >> 12U));
        out += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
    }
    out += static_cast<char>(0x80U | (code & 0x3FU));
}

// The second byte narrows what the first allows: no overlong forms, surrogates or codes past
// 10FFFF.
bool second_byte_fits(unsigned first, unsigned second) {
    switch (first) {
        case 0xE0: return second >= 0xA0;
        case 0xED: return second < 0xA0;
        case 0xF0: return second >= 0x90;
        case 0xF4: return second < 0x90;
        default: return true;
    }
}

}  // namespace

std::size_t utf8_length(std::string_view bytes, std::size_t at) {
    const unsigned first = byte_at(bytes, at);
    if (first < 0x80) return 1;
    if (first < 0xC2 || first > 0xF4) return 0;
    const std::size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    for (std::size_t i = 1; i < length; ++i) {
        if (!is_continuation(bytes, at + i)) return 0;
    }
    return second_byte_fits(first, byte_at(bytes, at + 1)) ? length : 0;
}

bool is_utf8(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t length = utf8_length(bytes, at);
        if (length == 0) return false;
        at += length;
    }
    return true;
}

TextEncoding encoding_of(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return TextEncoding::utf16;
    bool some_utf8 = bytes.starts_with(utf8_bom);
    bool some_other = false;
    for (std::size_t at = 0; at < bytes.size() && !(some_utf8 && some_other);) {
        const std::size_t length = utf8_length(bytes, at);
        some_utf8 = some_utf8 || length > 1;
        some_other = some_other || length == 0;
        at += std::max<std::size_t>(length, 1);
    }
    if (!some_other) return TextEncoding::utf8;
    return some_utf8 ? TextEncoding::mixed : TextEncoding::windows_1252;
}

bool is_windows_1252(std::string_view bytes) {
    return std::ranges::all_of(bytes, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte == 0 || from_windows_1252(byte) != 0;
    });
}

std::string utf8_from_windows_1252(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size());
    for (const char c : bytes) append_utf8(out, from_windows_1252(static_cast<unsigned char>(c)));
    return out;
}

}  // namespace almoner::gateway

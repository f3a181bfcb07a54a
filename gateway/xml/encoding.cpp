#include "gateway/xml/encoding.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <utility>

namespace almoner::gateway::xml {
namespace {

using ledger::Outcome;
using ledger::Refusal;

constexpr char32_t replacement = 0xFFFD;

std::uint8_t byte_at(std::string_view text, std::size_t at) {
    return static_cast<std::uint8_t>(text[at]);
}

bool is_forbidden_control(std::uint8_t byte) {
    return byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r';
}

// Eight bytes at once: none above 0x7F and none below 0x20.
bool is_plain_word(const char* bytes) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    constexpr std::uint64_t high = 0x8080808080808080;
    constexpr std::uint64_t spaces = 0x2020202020202020;
    // With the top bit set no byte borrows from its neighbour; the bit falls where a byte is below
    // 0x20.
    return (word & high) == 0 && (((word | high) - spaces) & high) == high;
}

// By the first byte; 0 where no character starts with it (Unicode 15, table 3-7).
std::size_t length_by_lead(std::uint8_t lead) {
    if (lead < 0x80) return 1;
    if (lead < 0xC2 || lead > 0xF4) return 0;
    if (lead < 0xE0) return 2;
    return lead < 0xF0 ? 3 : 4;
}

// Shorter forms of the same character, surrogates and what lies above U+10FFFF are no UTF-8.
bool second_byte_fits(std::uint8_t lead, std::uint8_t second) {
    switch (lead) {
        case 0xE0: return second >= 0xA0;
        case 0xED: return second <= 0x9F;
        case 0xF0: return second >= 0x90;
        case 0xF4: return second <= 0x8F;
        default: return true;
    }
}

// How many bytes the character at `at` takes, or 0 when it is not UTF-8.
std::size_t sequence_length(std::string_view text, std::size_t at) {
    const std::uint8_t lead = byte_at(text, at);
    const std::size_t length = length_by_lead(lead);
    if (length < 2) return length;
    if (at + length > text.size() || !second_byte_fits(lead, byte_at(text, at + 1))) return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte_at(text, at + i) & 0xC0) != 0x80) return 0;
    }
    return length;
}

// The first byte from `at` on that can't stay as it is.
std::size_t next_fault(std::string_view text, std::size_t at) {
    while (at < text.size()) {
        if (at + 8 <= text.size() && is_plain_word(text.data() + at)) {
            at += 8;
            continue;
        }
        const std::size_t length = sequence_length(text, at);
        if (length == 0 || is_forbidden_control(byte_at(text, at))) return at;
        at += length;
    }
    return text.size();
}

Utf8Text clean_utf8(std::string_view text) {
    std::size_t fault = next_fault(text, 0);
    if (fault == text.size()) return Utf8Text(text);
    std::string clean;
    clean.reserve(text.size() + 64);
    std::size_t from = 0;
    std::size_t bytes = 0;
    std::size_t controls = 0;
    while (fault < text.size()) {
        clean.append(text.substr(from, fault - from));
        if (is_forbidden_control(byte_at(text, fault))) {
            clean += ' ';
            ++controls;
        } else {
            append_utf8(replacement, clean);
            ++bytes;
        }
        from = fault + 1;
        fault = next_fault(text, from);
    }
    clean.append(text.substr(from));
    Utf8Text out(std::move(clean));
    out.replaced_bytes = bytes;
    out.replaced_controls = controls;
    return out;
}

// Code page windows-1252, 0x80 to 0x9F; 0 where it has no letter.
constexpr std::array<std::uint16_t, 32> windows_1252{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

Utf8Text from_windows_1252(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 16);
    for (const char c : text) {
        const auto byte = static_cast<std::uint8_t>(c);
        if (byte < 0x80 || byte >= 0xA0) {
            append_utf8(byte, out);
            continue;
        }
        const std::uint16_t letter = windows_1252[byte - 0x80U];
        append_utf8(letter == 0 ? replacement : char32_t{letter}, out);
    }
    Utf8Text cleaned = clean_utf8(out);
    if (cleaned.replaced_controls == 0) return Utf8Text(std::move(out));
    return cleaned;
}

char32_t unit_at(std::string_view text, std::size_t at, bool little) {
    const std::uint8_t first = byte_at(text, at);
    const std::uint8_t second = byte_at(text, at + 1);
    return little ? static_cast<char32_t>(first | (second << 8U))
                  : static_cast<char32_t>((first << 8U) | second);
}

Utf8Text from_utf16(std::string_view text, bool little) {
    std::string out;
    out.reserve(text.size() / 2 + 64);
    std::size_t odd = text.size() % 2;
    for (std::size_t at = 0; at + 1 < text.size(); at += 2) {
        char32_t code = unit_at(text, at, little);
        if (code >= 0xD800 && code < 0xDC00 && at + 3 < text.size()) {
            const char32_t low = unit_at(text, at + 2, little);
            if (low >= 0xDC00 && low < 0xE000) {
                code = 0x10000 + ((code - 0xD800) << 10U) + (low - 0xDC00);
                at += 2;
            }
        }
        if (code >= 0xD800 && code < 0xE000) {
            code = replacement;
            ++odd;
        }
        append_utf8(code, out);
    }
    Utf8Text cleaned = clean_utf8(out);
    Utf8Text result =
        cleaned.replaced_controls == 0 ? Utf8Text(std::move(out)) : std::move(cleaned);
    result.replaced_bytes = odd;
    return result;
}

// The encoding that the XML declaration names, in lower case; empty when it names none.
std::string declared_encoding(std::string_view text) {
    if (!text.starts_with("<?xml")) return {};
    const std::string_view head = text.substr(0, std::min(text.find("?>"), std::size_t{256}));
    const std::size_t at = head.find("encoding");
    if (at == std::string_view::npos) return {};
    const std::size_t open = head.find_first_of("'\"", at);
    if (open == std::string_view::npos) return {};
    const std::size_t close = head.find(head[open], open + 1);
    if (close == std::string_view::npos) return {};
    std::string name(head.substr(open + 1, close - open - 1));
    std::ranges::transform(name, name.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    });
    return name;
}

Outcome<Utf8Text> from_declared(std::string_view bytes) {
    const std::string name = declared_encoding(bytes);
    if (name.empty() || name == "utf-8" || name == "utf8" || name == "us-ascii" ||
        name == "ascii") {
        return clean_utf8(bytes);
    }
    if (name == "iso-8859-1" || name == "latin1" || name == "windows-1252" || name == "cp1252") {
        return from_windows_1252(bytes);
    }
    if (name == "utf-16" || name == "utf-16le" || name == "utf-16be") {
        Utf8Text text = clean_utf8(bytes);
        text.misdeclared = true;
        return text;
    }
    return Refusal{
        "xml-encoding-unknown",
        "The file says that its characters are in an encoding that is not read here.",
        "Ask the bank for the file in UTF-8, or convert it to UTF-8 and change its first line.",
        "encoding",
        "XML 1.0, 4.3.3"};
}

}  // namespace

Outcome<Utf8Text> as_utf8(std::string_view bytes) {
    using namespace std::string_view_literals;
    if (bytes.size() > max_file_bytes) {
        return Refusal{"xml-too-large",
                       "The file is larger than 256 MiB.",
                       "Ask the bank for one file per day or per account.",
                       "file",
                       ""};
    }
    if (bytes.starts_with("\xEF\xBB\xBF"sv)) return clean_utf8(bytes.substr(3));
    if (bytes.starts_with("\xFF\xFE"sv)) return from_utf16(bytes.substr(2), true);
    if (bytes.starts_with("\xFE\xFF"sv)) return from_utf16(bytes.substr(2), false);
    if (bytes.starts_with("<\0"sv)) return from_utf16(bytes, true);
    if (bytes.starts_with("\0<"sv)) return from_utf16(bytes, false);
    return from_declared(bytes);
}

void append_utf8(char32_t code_point, std::string& out) {
    const auto put = [&out](char32_t value) { out += static_cast<char>(value); };
    if (code_point < 0x80) {
        put(code_point);
    } else if (code_point < 0x800) {
        put(0xC0 | (code_point >> 6U));
        put(0x80 | (code_point & 0x3FU));
    } else if (code_point < 0x10000) {
        put(0xE0 | (code_point >> 12U));
        put(0x80 | ((code_point >> 6U) & 0x3FU));
        put(0x80 | (code_point & 0x3FU));
    } else {
        put(0xF0 | (code_point >> 18U));
        put(0x80 | ((code_point >> 12U) & 0x3FU));
        put(0x80 | ((code_point >> 6U) & 0x3FU));
        put(0x80 | (code_point & 0x3FU));
    }
}

std::string_view cut_utf8(std::string_view text, std::size_t max_bytes) {
    if (text.size() <= max_bytes) return text;
    std::size_t end = max_bytes;
    while (end > 0 && (byte_at(text, end) & 0xC0) == 0x80) --end;
    return text.substr(0, end);
}

}  // namespace almoner::gateway::xml

#include "gateway/text/utf8.h"

namespace almoner::gateway {
namespace {

// How a sequence begins (RFC 3629, section 3): its length, its own bits, the least value it may
// hold.
struct Lead {
    std::size_t length = 0;
    char32_t bits = 0;
    char32_t least = 0;
};

Lead lead_of(unsigned char byte) {
    if (byte < 0x80) return {1, byte, 0};
    if ((byte & 0xE0U) == 0xC0U) return {2, byte & 0x1FU, 0x80};
    if ((byte & 0xF0U) == 0xE0U) return {3, byte & 0x0FU, 0x800};
    if ((byte & 0xF8U) == 0xF0U) return {4, byte & 0x07U, 0x10000};
    return {};
}

bool may_stand_alone(char32_t value) {
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    return !surrogate && value <= 0x10FFFF;
}

}  // namespace

CodePoint first_code_point(std::string_view text) {
    if (text.empty()) return {};
    const Lead lead = lead_of(static_cast<unsigned char>(text.front()));
    if (lead.length == 0 || text.size() < lead.length) return {};
    char32_t value = lead.bits;
    for (const char c : text.substr(1, lead.length - 1)) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0U) != 0x80U) return {};
        value = (value << 6U) | (byte & 0x3FU);
    }
    if (value < lead.least || !may_stand_alone(value)) return {};
    return {value, lead.length};
}

}  // namespace almoner::gateway

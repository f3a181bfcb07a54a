#include "gateway/letters/letter.h"
#include "gateway/text/utf8.h"

namespace almoner::gateway {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

// XML 1.0, 2.2 (Char), without the C1 controls that HTML reads as something else.
bool is_of_a_document(char32_t value) {
    if (value == U'\t' || value == U'\n') return true;
    if (value < U' ' || (value >= 0x7F && value < 0xA0)) return false;
    return value != 0xFFFE && value != 0xFFFF;
}

}  // namespace

std::string html_text(std::string_view text) {
    std::string safe;
    safe.reserve(text.size());
    while (!text.empty()) {
        const CodePoint point = first_code_point(text);
        const std::size_t length = point.length == 0 ? 1 : point.length;
        if (point.length == 0 || !is_of_a_document(point.value)) {
            safe += replacement;
        } else if (point.value == U'&') {
            safe += "&amp;";
        } else if (point.value == U'<') {
            safe += "&lt;";
        } else if (point.value == U'>') {
            safe += "&gt;";
        } else if (point.value == U'"') {
            safe += "&quot;";
        } else if (point.value == U'\'') {
            safe += "&#39;";
        } else {
            safe += text.substr(0, length);
        }
        text.remove_prefix(length);
    }
    return safe;
}

std::vector<std::string> sentences(std::string_view paragraph) {
    std::vector<std::string> all;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < paragraph.size(); ++i) {
        const bool ends = paragraph[i] == '.' || paragraph[i] == '?' || paragraph[i] == '!';
        const bool is_last = i + 1 == paragraph.size();
        if (!is_last && (!ends || paragraph[i + 1] != ' ')) continue;
        all.emplace_back(paragraph.substr(begin, i + 1 - begin));
        begin = i + 2;
    }
    return all;
}

}  // namespace almoner::gateway

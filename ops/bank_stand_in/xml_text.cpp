#include "ops/bank_stand_in/xml_text.h"

namespace almoner::ops::bank_stand_in {
namespace {

void append_escaped(std::string& out, std::string_view text) {
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            default: out.push_back(c);
        }
    }
}

bool inside_a_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

}  // namespace

void append_element(std::string& out, std::string_view name, std::string_view text) {
    out.append("<").append(name).append(">");
    append_escaped(out, text);
    out.append("</").append(name).append(">");
}

void append_if_given(std::string& out,
                     std::string_view name,
                     std::string_view text,
                     std::size_t longest) {
    if (text.empty()) return;
    std::size_t end = std::min(longest, text.size());
    while (end > 0 && end < text.size() && inside_a_character(text[end])) --end;
    append_element(out, name, text.substr(0, end));
}

std::string pounds(ledger::Money amount) {
    const std::int64_t pence = amount < ledger::Money() ? -amount.pence() : amount.pence();
    std::string text = std::to_string(pence / 100) + '.';
    text.push_back(static_cast<char>('0' + pence / 10 % 10));
    text.push_back(static_cast<char>('0' + pence % 10));
    return text;
}

void append_amount_and_sign(std::string& out, ledger::Money amount) {
    out.append(R"(<Amt Ccy="GBP">)").append(pounds(amount)).append("</Amt>");
    append_element(out, "CdtDbtInd", amount < ledger::Money() ? "DBIT" : "CRDT");
}

}  // namespace almoner::ops::bank_stand_in

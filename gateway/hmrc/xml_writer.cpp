#include "gateway/hmrc/xml_writer.h"

#include "ledger/views/words.h"

#include <algorithm>
#include <array>
#include <span>

namespace almoner::gateway::hmrc {
namespace {

// Canonical XML 1.0, 2.3: text and attribute nodes.
struct Escape {
    char letter = 0;
    std::string_view written;
};

std::string escaped(std::string_view text, std::span<const Escape> escapes) {
    std::string safe;
    safe.reserve(text.size());
    for (const char c : text) {
        const auto escape = std::ranges::find(escapes, c, &Escape::letter);
        if (escape == escapes.end()) {
            safe += c;
        } else {
            safe += escape->written;
        }
    }
    return safe;
}

}  // namespace

XmlWriter& XmlWriter::open(std::string_view name) {
    xml_.append("<").append(name).append(">\n");
    return *this;
}

XmlWriter& XmlWriter::open(std::string_view name,
                           std::string_view attribute,
                           std::string_view value) {
    xml_.append("<").append(name).append(" ").append(attribute).append("=\"");
    xml_.append(xml_attribute(value)).append("\">\n");
    return *this;
}

XmlWriter& XmlWriter::close(std::string_view name) {
    xml_.append("</").append(name).append(">\n");
    return *this;
}

XmlWriter& XmlWriter::text(std::string_view name, std::string_view text) {
    xml_.append("<").append(name).append(">").append(xml_text(text));
    return close(name);
}

XmlWriter& XmlWriter::text(std::string_view name,
                           std::string_view attribute,
                           std::string_view value,
                           std::string_view text) {
    xml_.append("<").append(name).append(" ").append(attribute).append("=\"");
    xml_.append(xml_attribute(value)).append("\">").append(xml_text(text));
    return close(name);
}

XmlWriter& XmlWriter::raw(std::string_view xml) {
    xml_.append(xml);
    return *this;
}

XmlWriter& XmlWriter::given(std::string_view name, std::string_view value) {
    return value.empty() ? *this : text(name, value);
}

XmlWriter& XmlWriter::given(std::string_view name, const std::optional<ledger::Money>& amount) {
    return amount ? money(name, *amount) : *this;
}

XmlWriter& XmlWriter::yes(std::string_view name, bool holds) {
    return holds ? text(name, "yes") : *this;
}

XmlWriter& XmlWriter::not_zero(std::string_view name, ledger::Money amount) {
    return amount.is_zero() ? *this : money(name, amount);
}

XmlWriter& XmlWriter::number(std::string_view name, int value) {
    return text(name, std::to_string(value));
}

XmlWriter& XmlWriter::letter(std::string_view name, char value) {
    return text(name, std::string_view(&value, 1));
}

XmlWriter& XmlWriter::money(std::string_view name, ledger::Money amount) {
    return text(name, ledger::money_decimal(amount));
}

XmlWriter& XmlWriter::day(std::string_view name, ledger::Date day) {
    return text(name, day.iso());
}

std::string xml_text(std::string_view text) {
    static constexpr std::array escapes{
        Escape{'&', "&amp;"}, Escape{'<', "&lt;"}, Escape{'>', "&gt;"}, Escape{'\r', "&#xD;"}};
    return escaped(text, escapes);
}

std::string xml_attribute(std::string_view text) {
    static constexpr std::array escapes{Escape{'&', "&amp;"},
                                        Escape{'<', "&lt;"},
                                        Escape{'"', "&quot;"},
                                        Escape{'\t', "&#x9;"},
                                        Escape{'\n', "&#xA;"},
                                        Escape{'\r', "&#xD;"}};
    return escaped(text, escapes);
}

}  // namespace almoner::gateway::hmrc

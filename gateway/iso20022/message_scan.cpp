#include "gateway/iso20022/message_scan.h"

#include "gateway/statement/field_text.h"
#include "gateway/xml/encoding.h"

#include <algorithm>
#include <utility>

namespace almoner::gateway::iso20022 {
namespace {

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

void MessageScan::enter(std::string_view outer, std::size_t number) {
    outer_ = outer;
    outer_number_ = number;
    inner_number_ = 0;
}

void MessageScan::enter_inner(std::string_view inner, std::size_t number) {
    inner_ = inner;
    inner_number_ = number;
}

std::string MessageScan::where(std::string_view leaf) {
    std::string place;
    if (outer_number_ > 0) place += outer_ + "[" + std::to_string(outer_number_) + "]/";
    if (inner_number_ > 0) place += inner_ + "[" + std::to_string(inner_number_) + "]/";
    return place + std::string(leaf) + ", line " + std::to_string(xml_->line());
}

void MessageScan::note(std::string_view code, std::string_view leaf, std::string_view words) {
    if (notes_.size() == Statement::max_violations) {
        ++left_out_;
        return;
    }
    notes_.push_back({std::string(code), where(leaf), std::string(words)});
}

void MessageScan::refuse(std::string_view code,
                         std::string_view leaf,
                         const std::string& words,
                         std::string next) {
    const std::string place = where(leaf);
    xml_->refuse(
        {std::string(code), words + " (" + place + ")", std::move(next), place, "ISO 20022"});
}

std::vector<Violation> MessageScan::take_notes() {
    return std::exchange(notes_, {});
}

std::size_t MessageScan::take_left_out() {
    return std::exchange(left_out_, 0);
}

void MessageScan::keep(std::string& target, std::string_view leaf, std::size_t max_characters) {
    const std::string_view text = stripped(xml_->text());
    if (text.empty()) return;
    if (text.size() > max_characters && characters(text) > max_characters) {
        note("field-too-long",
             leaf,
             "Longer than the " + std::to_string(max_characters) + " characters of the scheme.");
    }
    target = xml::cut_utf8(text, max_field_bytes);
}

std::string MessageScan::choice() {
    const std::size_t inside = xml_->depth();
    std::string found;
    for (;;) {
        const xml::Event event = xml_->next();
        if (event == xml::Event::broken || event == xml::Event::finished) return {};
        if (event == xml::Event::end && xml_->depth() < inside) break;
        if (event == xml::Event::start && found.empty()) {
            found = xml::cut_utf8(stripped(xml_->text()), max_field_bytes);
        } else if (event == xml::Event::text && found.empty()) {
            found = xml::cut_utf8(stripped(xml_->text_piece()), max_field_bytes);
        }
    }
    return found;
}

std::string in_quotes(std::string_view text) {
    constexpr std::size_t enough = 40;
    return "\"" + std::string(xml::cut_utf8(text, enough)) + "\"";
}

std::string declared_message(const xml::PullReader& reader) {
    constexpr std::string_view iso = ":xsd:";
    constexpr std::size_t enough = 35;
    for (const auto& attribute : reader.attributes()) {
        if (!attribute.name.starts_with("xmlns")) continue;
        const std::size_t at = attribute.value.rfind(iso);
        if (at != std::string_view::npos) {
            return std::string(xml::cut_utf8(attribute.value.substr(at + iso.size()), enough));
        }
    }
    return {};
}

}  // namespace almoner::gateway::iso20022

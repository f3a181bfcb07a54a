#include "gateway/xml/pull_reader.h"

#include "gateway/xml/encoding.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <utility>

namespace almoner::gateway::xml {
namespace {

enum : std::uint8_t { name_start = 1, name_more = 2, space = 4 };

constexpr std::array<std::uint8_t, 256> make_classes() {
    std::array<std::uint8_t, 256> classes{};
    for (std::size_t c = 0; c < classes.size(); ++c) {
        const bool letter =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':';
        const bool digit = c >= '0' && c <= '9';
        if (letter || c >= 0x80) classes[c] = name_start | name_more;
        if (digit || c == '-' || c == '.') classes[c] = name_more;
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') classes[c] = space;
    }
    return classes;
}
constexpr auto classes = make_classes();

bool is(char c, std::uint8_t kind) {
    return (classes[static_cast<std::uint8_t>(c)] & kind) != 0;
}

std::string_view without_prefix(std::string_view name) {
    const std::size_t colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

// The value of a digit, 99 for none.
std::uint32_t digit_value(char c) {
    if (c >= '0' && c <= '9') return static_cast<std::uint32_t>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<std::uint32_t>(c - 'a' + 10);
    if (c >= 'A' && c <= 'F') return static_cast<std::uint32_t>(c - 'A' + 10);
    return 99;
}

// XML 1.0, production Char.
bool is_character(char32_t value) {
    if (value < 0x20) return value == '\t' || value == '\n' || value == '\r';
    const bool surrogate = value >= 0xD800 && value < 0xE000;
    return !surrogate && value != 0xFFFE && value != 0xFFFF && value <= 0x10FFFF;
}

// The character of "#38" or "#x26", or nothing.
std::optional<char32_t> numeric_reference(std::string_view body) {
    const bool hex = body.starts_with("#x");
    const std::uint32_t base = hex ? 16 : 10;
    const std::string_view digits = body.substr(hex ? 2 : 1);
    constexpr std::size_t most_digits = 7;  // of U+10FFFF in decimal: 1114111
    if (digits.empty() || digits.size() > most_digits) return std::nullopt;
    char32_t value = 0;
    for (const char c : digits) {
        if (digit_value(c) >= base) return std::nullopt;
        value = value * base + digit_value(c);
    }
    return is_character(value) ? std::optional(value) : std::nullopt;
}

std::optional<char32_t> reference(std::string_view body) {
    if (body.starts_with('#')) return numeric_reference(body);
    if (body == "amp") return U'&';
    if (body == "lt") return U'<';
    if (body == "gt") return U'>';
    if (body == "quot") return U'"';
    if (body == "apos") return U'\'';
    return std::nullopt;
}

bool needs_decoding(std::string_view raw) {
    return !raw.empty() && (std::memchr(raw.data(), '&', raw.size()) != nullptr ||
                            std::memchr(raw.data(), '\r', raw.size()) != nullptr);
}

void append_lines(std::string_view raw, std::string& out) {
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] != '\r') {
            out += raw[i];
        } else if (i + 1 == raw.size() || raw[i + 1] != '\n') {
            out += '\n';
        }
    }
}

}  // namespace

bool PullReader::append_decoded(std::string_view raw, std::string& out) {
    constexpr std::size_t longest_reference = 12;
    std::size_t from = 0;
    for (std::size_t at = raw.find('&'); at != std::string_view::npos; at = raw.find('&', from)) {
        append_lines(raw.substr(from, at - from), out);
        const std::size_t end = raw.substr(at, longest_reference).find(';');
        if (end == std::string_view::npos) return false;
        const auto character = reference(raw.substr(at + 1, end - 1));
        if (!character) return false;
        append_utf8(*character, out);
        from = at + end + 1;
    }
    append_lines(raw.substr(from), out);
    return true;
}

Event PullReader::next() {
    if (problem_) return Event::broken;
    if (empty_element_) {
        empty_element_ = false;
        return close();
    }
    while (at_ < text_.size()) {
        const Event event = text_[at_] == '<' ? read_markup() : read_text();
        if (event != Event::finished) return event;
    }
    return finish();
}

// Event::finished here and in read_text means: nothing to report, go on.
Event PullReader::read_markup() {
    const char after = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    if (after == '/') return read_end();
    if (after != '!' && after != '?') return read_start();
    if (starts_with("<![CDATA[")) return read_cdata();
    if (starts_with("<!DOCTYPE")) {
        refuse({"xml-doctype",
                "The file declares a document type, which bank files never do.",
                "Ask the bank for the file as it sent it; do not open it in an editor.",
                "line " + std::to_string(line_of(at_)),
                ""});
        return Event::broken;
    }
    if (pass_over("<!--", "-->") || pass_over("<?", "?>")) return Event::finished;
    return fail("a comment or instruction does not end, or is not one");
}

bool PullReader::open_child() {
    for (;;) {
        const Event event = next();
        if (event == Event::start) return true;
        if (event != Event::text) return false;
    }
}

void PullReader::skip() {
    const std::size_t outside = depth_ - 1;
    while (depth_ > outside) {
        const Event event = next();
        if (event == Event::broken || event == Event::finished) return;
    }
}

std::string_view PullReader::text() {
    if (const auto simple = simple_text()) return *simple;
    const std::size_t inside = depth_;
    std::string gathered;
    for (;;) {
        const Event event = next();
        if (event == Event::broken || event == Event::finished) return {};
        if (event == Event::end && depth_ < inside) break;
        if (event == Event::text && depth_ == inside) gathered += text_piece();
    }
    scratch_ = std::move(gathered);
    return scratch_;
}

// <a>words</a>, which nearly every element is, without a copy.
std::optional<std::string_view> PullReader::simple_text() {
    if (problem_ || empty_element_ || depth_ == 0 || at_ >= text_.size()) return std::nullopt;
    const void* found = std::memchr(text_.data() + at_, '<', text_.size() - at_);
    if (found == nullptr) return std::nullopt;
    const auto end = static_cast<std::size_t>(static_cast<const char*>(found) - text_.data());
    const std::string_view raw = text_.substr(at_, end - at_);
    if (end + 1 >= text_.size() || text_[end + 1] != '/' || needs_decoding(raw))
        return std::nullopt;
    at_ = end;
    return read_end() == Event::end ? raw : std::string_view{};
}

std::string_view PullReader::attribute(std::string_view name) const {
    for (const Attribute& each : attributes_) {
        if (without_prefix(each.name) == name) return each.value;
    }
    return {};
}

std::string PullReader::text_piece() {
    if (!piece_is_cdata_ && !needs_decoding(piece_)) return std::string(piece_);
    std::string out;
    if (piece_is_cdata_) {
        append_lines(piece_, out);
    } else if (!append_decoded(piece_, out)) {
        fail("an & that begins no entity");
    }
    return out;
}

std::size_t PullReader::line() {
    return line_of(start_);
}

// Callers ask in file order, so each line is counted once.
std::size_t PullReader::line_of(std::size_t offset) {
    if (offset < counted_to_) {
        counted_to_ = 0;
        counted_ = 1;
    }
    std::size_t at = counted_to_;
    while ((at = text_.find('\n', at)) < offset) {
        ++counted_;
        ++at;
    }
    counted_to_ = offset;
    return counted_;
}

void PullReader::refuse(ledger::Refusal refusal) {
    if (!problem_) problem_ = std::move(refusal);
}

Event PullReader::fail(std::string_view what) {
    const std::string line = std::to_string(line_of(std::min(at_, text_.size())));
    refuse({"xml-not-well-formed",
            "The file is not complete XML: " + std::string(what) + ", line " + line + ".",
            "Fetch the file from the bank again; it may have been cut short or edited.",
            "line " + line,
            "XML 1.0, 2.1"});
    return Event::broken;
}

Event PullReader::finish() {
    if (depth_ > 0) return fail("it ends before an element is closed");
    if (!root_seen_) return fail("it holds no element");
    return Event::finished;
}

Event PullReader::read_text() {
    const void* found = std::memchr(text_.data() + at_, '<', text_.size() - at_);
    const std::size_t end =
        found == nullptr ? text_.size()
                         : static_cast<std::size_t>(static_cast<const char*>(found) - text_.data());
    piece_ = text_.substr(at_, end - at_);
    piece_is_cdata_ = false;
    if (depth_ == 0) {
        if (!std::ranges::all_of(piece_, [](char c) { return is(c, space); })) {
            return fail("there is text outside its root element");
        }
        at_ = end;
        return Event::finished;
    }
    if (std::memchr(piece_.data(), '&', piece_.size()) != nullptr) {
        std::string ignored;
        if (!append_decoded(piece_, ignored)) return fail("an & that begins no entity");
    }
    at_ = end;
    return Event::text;
}

Event PullReader::read_cdata() {
    constexpr std::size_t opening = 9;
    const std::size_t end = text_.find("]]>", at_ + opening);
    if (depth_ == 0 || end == std::string_view::npos)
        return fail("a CDATA section is out of place");
    piece_ = text_.substr(at_ + opening, end - at_ - opening);
    piece_is_cdata_ = true;
    at_ = end + 3;
    return Event::text;
}

std::size_t PullReader::name_end(std::size_t from) const {
    if (from >= text_.size() || !is(text_[from], name_start)) return from;
    std::size_t end = from + 1;
    while (end < text_.size() && is(text_[end], name_more)) ++end;
    return end;
}

Event PullReader::read_start() {
    const std::size_t end = name_end(at_ + 1);
    const std::string_view name = text_.substr(at_ + 1, end - at_ - 1);
    if (name.empty() || name.ends_with(':') || name.size() > max_name_bytes) {
        return fail("a tag has no proper name");
    }
    if (depth_ == 0 && root_seen_) return fail("it has more than one root element");
    if (depth_ == max_depth) {
        refuse({"xml-too-deep",
                "The file nests elements more than 64 deep, which no bank file does.",
                "Fetch the file from the bank again.",
                "line " + std::to_string(line_of(at_)),
                ""});
        return Event::broken;
    }
    start_ = at_;
    at_ = end;
    root_seen_ = true;
    attributes_.clear();
    open_[depth_++] = name;
    name_ = without_prefix(name);
    if (at_ < text_.size() && text_[at_] == '>') {
        ++at_;
        return Event::start;
    }
    return read_attributes();
}

void PullReader::pass_spaces() {
    while (at_ < text_.size() && is(text_[at_], space)) ++at_;
}

Event PullReader::read_attributes() {
    for (;;) {
        const std::size_t before = at_;
        pass_spaces();
        if (starts_with(">")) {
            ++at_;
            return Event::start;
        }
        if (starts_with("/>")) {
            at_ += 2;
            empty_element_ = true;
            return Event::start;
        }
        if (before == at_) return fail("a tag is damaged or does not end");
        if (read_attribute() == Event::broken) return Event::broken;
    }
}

Event PullReader::read_attribute() {
    const std::size_t end = name_end(at_);
    const std::string_view name = text_.substr(at_, end - at_);
    at_ = end;
    pass_spaces();
    if (name.empty() || !starts_with("=")) return fail("an attribute has no name or no value");
    ++at_;
    pass_spaces();
    if (!starts_with("\"") && !starts_with("'")) return fail("an attribute is not in quotes");
    const std::size_t close = text_.find(text_[at_], at_ + 1);
    if (close == std::string_view::npos) return fail("an attribute does not end");
    const std::string_view value = text_.substr(at_ + 1, close - at_ - 1);
    std::string ignored;
    if (value.find('<') != std::string_view::npos || !append_decoded(value, ignored)) {
        return fail("an attribute holds < or an & that begins no entity");
    }
    const bool repeated =
        std::ranges::any_of(attributes_, [&](const Attribute& each) { return each.name == name; });
    if (repeated || attributes_.size() == max_attributes) {
        return fail("a tag repeats an attribute or has more than 64");
    }
    attributes_.push_back({name, value});
    at_ = close + 1;
    return Event::start;
}

Event PullReader::read_end() {
    if (depth_ == 0) return fail("an element is closed that was not open");
    const std::string_view expected = open_[depth_ - 1];
    const std::size_t from = at_ + 2;
    if (text_.substr(from, expected.size()) != expected) {
        return fail("the end of one element stands inside another");
    }
    std::size_t end = from + expected.size();
    while (end < text_.size() && is(text_[end], space)) ++end;
    if (end >= text_.size() || text_[end] != '>') return fail("a closing tag is damaged");
    at_ = end + 1;
    return close();
}

Event PullReader::close() {
    --depth_;
    return Event::end;
}

bool PullReader::pass_over(std::string_view opening, std::string_view closing) {
    if (!starts_with(opening)) return false;
    const std::size_t end = text_.find(closing, at_ + opening.size());
    if (end == std::string_view::npos) return false;
    at_ = end + closing.size();
    return true;
}

}  // namespace almoner::gateway::xml

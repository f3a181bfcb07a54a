#include "gateway/policy/toml_lines.h"

#include "gateway/csv/csv_encoding.h"

#include <algorithm>
#include <cstddef>

namespace almoner::gateway {
namespace {

constexpr int deepest = 4;  // lists and braces in one another, and names behind dots

constexpr std::string_view no_text = "it is not text in UTF-8";
constexpr std::string_view no_name = "a section has no name";
constexpr std::string_view long_quotes = "words stand in one pair of quotes, on one line";
constexpr std::string_view stray = "a letter that is not of a to z stands outside quotes";
constexpr std::string_view no_pair = "a name, = and a value belong here";
constexpr std::string_view no_value =
    "it is none of true, false, a number, a day and words in quotes";
constexpr std::string_view no_end = "there is more after its end, or its end is missing";
constexpr std::string_view many_lines = "a list, and what is in braces, stands whole on one line";
constexpr std::string_view too_deep = "lists and braces stand too deep in one another";

bool is_digit(char octet) {
    return octet >= '0' && octet <= '9';
}

bool is_of_a_bare_name(char octet) {
    return (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z') || is_digit(octet) ||
           octet == '_' || octet == '-';
}

bool is_hex(char octet) {
    return is_digit(octet) || (octet >= 'a' && octet <= 'f') || (octet >= 'A' && octet <= 'F');
}

bool is_control(char octet) {
    return (static_cast<unsigned char>(octet) < 0x20 && octet != '\t') || octet == 0x7f;
}

// 8, 1_000, 2026: no zero before another digit, an underscore only between two.
bool is_whole_number(std::string_view text) {
    if (text.empty() || !is_digit(text.front()) || !is_digit(text.back())) return false;
    if (text.size() > 1 && text.front() == '0') return false;
    if (text.find("__") != std::string_view::npos) return false;
    return std::ranges::all_of(text, [](char octet) { return is_digit(octet) || octet == '_'; });
}

bool is_number(std::string_view text) {
    constexpr std::size_t longest = 40;
    if (text.size() > longest) return false;
    if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
    const std::size_t point = text.find('.');
    if (point == std::string_view::npos) return is_whole_number(text);
    const std::string_view parts = text.substr(point + 1);
    return is_whole_number(text.substr(0, point)) && !parts.empty() &&
           std::ranges::all_of(parts, is_digit);
}

bool is_day(std::string_view text) {
    constexpr std::string_view form = "dddd-dd-dd";
    return std::ranges::equal(
        text, form, [](char octet, char as) { return as == 'd' ? is_digit(octet) : octet == as; });
}

// One line, read from its left. Each function says what is wrong; nothing where all is well.
class Line {
  public:
    explicit Line(std::string_view text) : left_(text) {}

    std::string_view fault() {
        skip_blanks();
        if (is_over()) return {};
        const std::string_view wrong = next_is('[') ? header() : pair(0);
        if (!wrong.empty()) return wrong;
        skip_blanks();
        return is_over() ? std::string_view{} : no_end;
    }

  private:
    [[nodiscard]] bool is_over() const { return left_.empty() || next_is('#'); }
    [[nodiscard]] bool next_is(char octet) const { return left_.starts_with(octet); }
    bool take(std::string_view what) {
        if (!left_.starts_with(what)) return false;
        left_.remove_prefix(what.size());
        return true;
    }
    void skip_blanks() {
        left_.remove_prefix(std::min(left_.find_first_not_of(" \t"), left_.size()));
    }
    template <class Belongs>
    std::string_view take_while(Belongs belongs) {
        const auto end = std::ranges::find_if_not(left_, belongs);
        const std::string_view taken =
            left_.substr(0, static_cast<std::size_t>(end - left_.begin()));
        left_.remove_prefix(taken.size());
        return taken;
    }
    [[nodiscard]] std::string_view not_ours(std::string_view otherwise) const {
        return !left_.empty() && static_cast<unsigned char>(left_.front()) > 127 ? stray
                                                                                 : otherwise;
    }

    std::string_view header() {
        const std::string_view end = left_.starts_with("[[") ? "]]" : "]";
        left_.remove_prefix(end.size());
        const std::string_view wrong = name(no_name);
        if (!wrong.empty()) return wrong;
        return take(end) ? std::string_view{} : not_ours(no_end);
    }

    // a, a.b, "a b". And the blanks after it.
    std::string_view name(std::string_view missing) {
        for (int parts = 0; parts < deepest; ++parts) {
            skip_blanks();
            if (next_is('"') || next_is('\'')) {
                const std::string_view wrong = words();
                if (!wrong.empty()) return wrong;
            } else if (take_while(is_of_a_bare_name).empty()) {
                return not_ours(missing);
            }
            skip_blanks();
            if (!take(".")) return {};
        }
        return too_deep;
    }

    std::string_view pair(int depth) {
        std::string_view wrong = name(no_pair);
        if (!wrong.empty()) return wrong;
        if (!take("=")) return not_ours(no_pair);
        skip_blanks();
        wrong = value(depth);
        return wrong;
    }

    std::string_view value(int depth) {
        if (depth > deepest) return too_deep;
        if (next_is('"') || next_is('\'')) return words();
        if (take("[")) return row_of(']', depth);
        if (take("{")) return row_of('}', depth);
        const std::string_view taken = take_while(
            [](char octet) { return is_of_a_bare_name(octet) || octet == '+' || octet == '.'; });
        const bool is_ours =
            taken == "true" || taken == "false" || is_number(taken) || is_day(taken);
        if (!is_ours) return not_ours(no_value);
        return left_.empty() ||
                       std::string_view(" \t,]}#").find(left_.front()) != std::string_view::npos
                   ? std::string_view{}
                   : not_ours(no_value);
    }

    // Of a list values, of braces pairs; behind its first sign.
    std::string_view row_of(char end, int depth) {
        skip_blanks();
        if (take({&end, 1})) return {};
        for (;;) {
            const std::string_view wrong = one_of(end, depth + 1);
            if (!wrong.empty()) return wrong;
            if (take({&end, 1})) return {};
            if (!take(",")) return not_ours(no_end);
            skip_blanks();
            // A list, unlike braces, may end with a comma.
            if (end == ']' && take({&end, 1})) return {};
        }
    }

    std::string_view one_of(char end, int depth) {
        skip_blanks();
        if (is_over()) return many_lines;
        const std::string_view wrong = end == '}' ? pair(depth) : value(depth);
        if (!wrong.empty()) return wrong;
        skip_blanks();
        return is_over() ? many_lines : std::string_view{};
    }

    std::string_view words() {
        const char quote = left_.front();
        left_.remove_prefix(1);
        if (left_.starts_with(std::string(2, quote))) return long_quotes;
        for (;;) {
            if (left_.empty()) return no_end;
            const char octet = left_.front();
            left_.remove_prefix(1);
            if (octet == quote) return {};
            if (octet == '\\' && quote == '"' && !take_escape()) return no_value;
        }
    }

    bool take_escape() {
        if (left_.empty()) return false;
        const char kind = left_.front();
        left_.remove_prefix(1);
        if (kind != 'u') return std::string_view("btnfr\"\\").find(kind) != std::string_view::npos;
        constexpr std::size_t digits = 4;
        if (left_.size() < digits || !std::ranges::all_of(left_.substr(0, digits), is_hex))
            return false;
        const bool is_half_a_letter =
            (left_[0] == 'd' || left_[0] == 'D') && !(left_[1] >= '0' && left_[1] <= '7');
        left_.remove_prefix(digits);
        return !is_half_a_letter;
    }

    std::string_view left_;
};

std::string_view what_is_wrong_with(std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!is_utf8(line) || std::ranges::any_of(line, is_control)) return no_text;
    return Line(line).fault();
}

}  // namespace

std::string faulty_toml_line(std::string_view text) {
    if (text.starts_with(utf8_bom)) text.remove_prefix(utf8_bom.size());
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view wrong = what_is_wrong_with(text.substr(0, end));
        if (!wrong.empty()) return "line " + std::to_string(number) + ": " + std::string(wrong);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return {};
}

}  // namespace almoner::gateway

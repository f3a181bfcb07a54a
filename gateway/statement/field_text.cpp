#include "gateway/statement/field_text.h"

#include <algorithm>
#include <array>

namespace almoner::gateway {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool only_digits(std::string_view text) {
    return std::ranges::all_of(text, is_digit);
}

// The whole number that `digits` spell, or nothing above what Money holds.
std::optional<std::int64_t> whole_number(std::string_view digits, std::int64_t start) {
    std::int64_t value = start;
    for (const char c : digits) {
        if (value > ledger::Money::max_pence) return std::nullopt;
        value = value * 10 + (c - '0');
    }
    if (value > ledger::Money::max_pence) return std::nullopt;
    return value;
}

}  // namespace

std::string_view stripped(std::string_view text) {
    constexpr std::string_view spaces = " \t\r\n";
    const std::size_t from = text.find_first_not_of(spaces);
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(spaces) - from + 1);
}

AmountText parse_amount(std::string_view text, unsigned decimals) {
    text = stripped(text);
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    std::string_view part = point == std::string_view::npos ? "" : text.substr(point + 1);
    const std::string_view unsigned_whole = whole.starts_with('-') ? whole.substr(1) : whole;
    if (unsigned_whole.size() + part.size() == 0 || !only_digits(unsigned_whole) ||
        !only_digits(part)) {
        return {AmountFault::unreadable, {}};
    }
    if (whole.size() != unsigned_whole.size()) return {AmountFault::negative, {}};
    while (part.size() > decimals && part.back() == '0') part.remove_suffix(1);
    if (part.size() > decimals) return {AmountFault::too_many_decimals, {}};
    auto value = whole_number(whole, 0);
    if (value) value = whole_number(part, *value);
    for (std::size_t i = part.size(); value && i < decimals; ++i) value = whole_number("0", *value);
    if (!value) return {AmountFault::too_large, {}};
    return {AmountFault::none, ledger::Money::from_pence(*value)};
}

unsigned decimals_of(std::string_view currency) {
    constexpr std::array<std::string_view, 16> none{"BIF",
                                                    "CLP",
                                                    "DJF",
                                                    "GNF",
                                                    "ISK",
                                                    "JPY",
                                                    "KMF",
                                                    "KRW",
                                                    "PYG",
                                                    "RWF",
                                                    "UGX",
                                                    "VND",
                                                    "VUV",
                                                    "XAF",
                                                    "XOF",
                                                    "XPF"};
    constexpr std::array<std::string_view, 7> three{
        "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"};
    if (std::ranges::find(none, currency) != none.end()) return 0;
    return std::ranges::find(three, currency) == three.end() ? 2 : 3;
}

std::optional<ledger::Date> parse_iso_day(std::string_view text) {
    text = stripped(text);
    constexpr std::size_t day_size = 10;
    if (text.size() > day_size) {
        const char after = text[day_size];
        if (after != 'T' && after != 'Z' && after != '+' && after != '-') return std::nullopt;
    }
    return ledger::Date::parse(text.substr(0, day_size));
}

}  // namespace almoner::gateway

#include "gateway/csv/cells.h"

#include "gateway/csv/csv_writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <vector>

namespace almoner::gateway {
namespace {

using ledger::AccountNumber;
using ledger::Date;
using ledger::Money;
using ledger::Outcome;
using ledger::Refusal;
using ledger::SortCode;

constexpr std::string_view no_break_space = "\xC2\xA0";
constexpr std::string_view pound_sign = "\xC2\xA3";
// Hyphen, no-break hyphen, en dash, em dash and minus of Unicode.
constexpr std::array<std::string_view, 5> typed_dashes{
    "\xE2\x80\x90", "\xE2\x80\x91", "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x88\x92"};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool all_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, is_digit);
}

Refusal refuse(std::string code, std::string words, std::string next) {
    return {std::move(code), std::move(words), std::move(next), {}, {}};
}

Refusal is_empty() {
    return refuse("empty", "The cell is empty.", "Fill it in.");
}

// 1.2E+05, 1.23457E+07: what a spreadsheet shows of a number that is wider than its column.
bool is_scientific(std::string_view text) {
    const std::size_t e = text.find_first_of("eE");
    if (e == std::string_view::npos || e == 0) return false;
    std::string_view power = text.substr(e + 1);
    if (power.starts_with('+') || power.starts_with('-')) power.remove_prefix(1);
    return all_digits(power) && text.substr(0, e).find_first_not_of("-0123456789.,") == text.npos;
}

Refusal scientific(std::string code) {
    return refuse(
        std::move(code),
        "A spreadsheet has written this number in its short form (as 1.2E+05), and digits "
        "are lost.",
        "Format the column as text and enter it again from the original.");
}

// What is left without the characters that people put between groups of digits.
std::string without(std::string_view text, std::string_view separators) {
    std::string out;
    for (const char c : text) {
        if (separators.find(c) == std::string_view::npos) out += c;
    }
    return out;
}

// As somebody's word processor writes a sort code: 00–12–34.
std::string with_plain_dashes(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto is_dash = [&](std::string_view dash) { return text.starts_with(dash); };
        const auto* const dash = std::ranges::find_if(typed_dashes, is_dash);
        if (dash == typed_dashes.end()) {
            out += text.front();
            text.remove_prefix(1);
        } else {
            out += '-';
            text.remove_prefix(dash->size());
        }
    }
    return out;
}

std::optional<int> small_number(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (!all_digits(text) || error != std::errc{} || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos) return parts;
        text.remove_prefix(at + 1);
    }
}

Refusal unreadable_date() {
    return refuse(
        "date-unreadable", "This is not a date.", "Write it as 2026-04-06 or as 06/04/2026.");
}

Refusal no_such_day() {
    return refuse("date-does-not-exist",
                  "There is no such day between the years 1900 and 2199.",
                  "Check the day and the month.");
}

Outcome<Date> date_of(int year, int month, int day) {
    const auto date =
        Date::from_ymd(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
    if (!date) return no_such_day();
    return *date;
}

// D/M/YYYY as the British write it.
Outcome<Date> slashed_date(std::string_view text) {
    const auto parts = split(text, '/');
    if (parts.size() != 3 || parts[0].size() > 2 || parts[1].size() > 2) return unreadable_date();
    const auto day = small_number(parts[0]);
    const auto month = small_number(parts[1]);
    const auto year = small_number(parts[2]);
    if (!day || !month || !year) return unreadable_date();
    if (parts[2].size() == 2) {
        return refuse("date-two-digit-year",
                      "The year has two digits, so the century would be a guess.",
                      "Write the year in full: 06/04/2026.");
    }
    if (parts[2].size() != 4) return unreadable_date();
    if (*month > 12 && *month <= 31 && *day <= 12) {
        return refuse("date-month-first",
                      "The month seems to come first here; we read the day first.",
                      "Write the whole column as 2026-04-06, for other dates in it may be turned "
                      "round as well.");
    }
    return date_of(*year, *month, *day);
}

Outcome<Date> iso_date(std::string_view text) {
    const auto parts = split(text, '-');
    if (parts.size() != 3 || parts[0].size() != 4 || parts[1].size() != 2 || parts[2].size() != 2) {
        return unreadable_date();
    }
    const auto year = small_number(parts[0]);
    const auto month = small_number(parts[1]);
    const auto day = small_number(parts[2]);
    if (!year || !month || !day) return unreadable_date();
    return date_of(*year, *month, *day);
}

// Databases and spreadsheets add a midnight to a day.
std::string_view without_midnight(std::string_view text) {
    for (const std::string_view midnight : {" 00:00:00", "T00:00:00", " 00:00"}) {
        if (text.ends_with(midnight)) text.remove_suffix(midnight.size());
    }
    return text;
}

// Whole pounds, where commas may stand between groups of three.
Outcome<std::string> pounds_of(std::string_view text) {
    const auto groups = split(text, ',');
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (!all_digits(groups[i])) {
            return refuse("money-unreadable",
                          "This is not a sum of money.",
                          "Write it in pounds and pence: 1234.50.");
        }
        const bool fits = i == 0 ? groups[i].size() <= 3 : groups[i].size() == 3;
        if (groups.size() > 1 && !fits) {
            return refuse("money-comma",
                          "The comma does not stand between thousands.",
                          "Write a point before the pence and no other mark: 1234.50.");
        }
    }
    return without(text, ",");
}

// The sign and the pound sign in either order; true when there was a minus.
bool take_signs(std::string_view& text) {
    bool negative = false;
    for (int i = 0; i < 2; ++i) {
        if (!negative && text.starts_with('-')) {
            negative = true;
            text.remove_prefix(1);
        } else if (text.starts_with(pound_sign)) {
            text.remove_prefix(pound_sign.size());
        }
        while (text.starts_with(' ') || text.starts_with(no_break_space)) {
            text.remove_prefix(text.starts_with(' ') ? 1 : no_break_space.size());
        }
    }
    return negative;
}

Outcome<Money> money_of(const std::string& pounds, std::string_view pence, bool negative) {
    std::int64_t value = 0;
    const std::string digits = pounds + std::string(pence) + std::string(2 - pence.size(), '0');
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (read.ec != std::errc{} || value > Money::max_pence) {
        return refuse("money-too-big",
                      "The sum is over ten thousand million pounds.",
                      "Check that no digits ran together.");
    }
    return Money::from_pence(negative ? -value : value);
}

bool is_reference_character(char c) {
    return is_digit(c) || is_letter(c) || c == '-' || c == '.' || c == '_' || c == '/';
}

}  // namespace

std::string_view trimmed(std::string_view cell) {
    const auto strip = [](std::string_view text) {
        while (true) {
            if (text.starts_with(' ') || text.starts_with('\t')) {
                text.remove_prefix(1);
            } else if (text.starts_with(no_break_space)) {
                text.remove_prefix(no_break_space.size());
            } else if (text.ends_with(' ') || text.ends_with('\t')) {
                text.remove_suffix(1);
            } else if (text.ends_with(no_break_space)) {
                text.remove_suffix(no_break_space.size());
            } else {
                return text;
            }
        }
    };
    cell = strip(cell);
    // '00-12-34 is how a spreadsheet is told that digits are text.
    if (cell.size() > 1 && cell[0] == '\'' && is_digit(cell[1])) cell.remove_prefix(1);
    return strip(without_apostrophe(cell));
}

Outcome<Date> read_date(std::string_view cell) {
    const std::string_view text = without_midnight(trimmed(cell));
    if (text.empty()) return is_empty();
    if (text.find('/') != std::string_view::npos) return slashed_date(text);
    if (text.size() == 5 && all_digits(text)) {
        return refuse("date-serial-number",
                      "A spreadsheet has turned this date into its own count of days.",
                      "Format the column as a date and save the file again.");
    }
    return iso_date(text);
}

Outcome<Date> read_term_date(std::string_view cell) {
    Outcome<Date> date = read_date(cell);
    if (!date.accepted() || date.value() >= first_term_day) return date;
    return refuse("date-before-1990", "The day is before 1990.", "Check the year.");
}

Outcome<ledger::Done> check_most_for_a_person(Money amount) {
    if (amount <= most_for_a_person) return ledger::Done{};
    return refuse("money-too-big",
                  "The amount is above £1,000,000.00.",
                  "Correct the amount; is the decimal point where it belongs?");
}

Outcome<Money> read_money(std::string_view cell) {
    std::string_view text = trimmed(cell);
    if (text.empty()) return is_empty();
    if (is_scientific(text)) return scientific("money-scientific");
    const bool negative = take_signs(text);
    const std::size_t point = std::min(text.find('.'), text.size());
    const std::string_view pence = text.substr(std::min(point + 1, text.size()));
    const bool wants_pence = point < text.size();
    if (wants_pence && all_digits(pence) && pence.size() > 2) {
        return refuse("money-too-many-decimals",
                      "There is no part of a penny.",
                      "Round it to two decimals, and check the formula that it came from.");
    }
    if (wants_pence && !all_digits(pence)) {
        return refuse("money-unreadable",
                      "This is not a sum of money.",
                      "Write it in pounds and pence: 1234.50.");
    }
    const Outcome<std::string> pounds = pounds_of(text.substr(0, point));
    if (!pounds.accepted()) return pounds.refusal();
    return money_of(pounds.value(), pence, negative);
}

Outcome<SortCode> read_sort_code(std::string_view cell) {
    const std::string_view text = trimmed(cell);
    if (text.empty()) return is_empty();
    if (is_scientific(text)) return scientific("number-scientific");
    const std::string digits = without(with_plain_dashes(text), " -");
    if (const auto code = SortCode::parse(digits)) return *code;
    if ((digits.size() == 4 || digits.size() == 5) && all_digits(digits)) {
        return refuse("sort-code-lost-zero",
                      "The sort code has fewer than six digits: a spreadsheet may have dropped "
                      "zeros in front.",
                      "Format the column as text and enter all six digits from the original.");
    }
    return refuse(
        "sort-code-unreadable", "A sort code is six digits; this is not.", "Write it as 12-34-56.");
}

Outcome<AccountNumber> read_account_number(std::string_view cell) {
    const std::string_view text = trimmed(cell);
    if (text.empty()) return is_empty();
    if (is_scientific(text)) return scientific("number-scientific");
    const std::string digits = without(with_plain_dashes(text), " -");
    if (const auto number = AccountNumber::parse(digits)) return *number;
    if (digits.size() == 7 && all_digits(digits)) {
        return refuse(
            "account-number-lost-zero",
            "The account number has seven digits: a spreadsheet may have dropped a zero in "
            "front, or the bank writes seven.",
            "Look at the original. If the bank itself writes seven, put a zero in front.");
    }
    const bool other_length = digits.size() == 6 || digits.size() == 9 || digits.size() == 10;
    if (other_length && all_digits(digits)) {
        return Refusal{"account-number-length",
                       "An account number is eight digits; this has " +
                           std::to_string(digits.size()) +
                           ", which some banks write by a rule of their own.",
                       "Ask the bank for the eight digits that others pay to.",
                       {},
                       "Vocalink, Validating account numbers 2.1.2"};
    }
    return refuse("account-number-unreadable",
                  "An account number is eight digits; this is not.",
                  "Enter it again from the original.");
}

Outcome<bool> read_yes_no(std::string_view cell) {
    std::string text(trimmed(cell));
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    if (text.empty()) return is_empty();
    if (text == "yes" || text == "y" || text == "true" || text == "1") return true;
    if (text == "no" || text == "n" || text == "false" || text == "0") return false;
    return refuse("yes-or-no", "This is neither yes nor no.", "Write yes or no.");
}

Outcome<std::size_t> read_whole_number(std::string_view cell, std::size_t most) {
    const std::string_view text = trimmed(cell);
    if (text.empty()) return is_empty();
    const auto number = small_number(text);
    if (!number || static_cast<std::size_t>(*number) > most) {
        return refuse("whole-number",
                      "This is not a whole number up to " + std::to_string(most) + ".",
                      "Write it in digits.");
    }
    return static_cast<std::size_t>(*number);
}

Outcome<std::string> read_reference(std::string_view cell) {
    constexpr std::size_t longest = 40;
    const std::string_view text = trimmed(cell);
    if (text.empty()) return is_empty();
    if (text.find('+') != std::string_view::npos && is_scientific(text)) {
        return scientific("number-scientific");
    }
    if (text.size() > longest) {
        return refuse("reference-too-long",
                      "A reference has at most 40 characters.",
                      "Shorten it, and wherever else it is used.");
    }
    const bool starts_well = is_digit(text[0]) || is_letter(text[0]);
    if (!starts_well || !std::ranges::all_of(text, is_reference_character)) {
        return refuse(
            "reference-characters",
            "A reference holds letters, digits and . _ / - only, and begins with a letter "
            "or a digit.",
            "Take the other characters and the spaces out, and wherever else it is used.");
    }
    return std::string(text);
}

Outcome<std::string> read_text(std::string_view cell, std::size_t most) {
    std::string text(trimmed(cell));
    if (text.empty()) return is_empty();
    if (text.size() > most) {
        return refuse("text-too-long",
                      "The text is longer than " + std::to_string(most) + " bytes.",
                      "Shorten it.");
    }
    std::ranges::replace_if(text, [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    if (std::ranges::any_of(text, [](char c) { return (c >= 0 && c < ' ') || c == '\x7F'; })) {
        return refuse("text-control-character",
                      "The text holds a character that cannot be printed.",
                      "Type the cell again.");
    }
    return text;
}

}  // namespace almoner::gateway

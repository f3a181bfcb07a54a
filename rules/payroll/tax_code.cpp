#include "rules/payroll/tax_code.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <optional>

namespace almoner::rules {
namespace {

using ledger::Outcome;
using ledger::Refusal;

constexpr std::size_t longest_code = 7;
constexpr std::int32_t most_addition = 9'999;
constexpr std::string_view allowance_letters = "LMNTPY";

Refusal refuse(std::string code, std::string words, std::string next) {
    return {std::move(code), std::move(words), std::move(next), "tax_code", "PAYE11015"};
}

Refusal unreadable() {
    return refuse(
        "tax-code-unreadable",
        "This is not a tax code.",
        "Copy it from the code notice: 1257L, S1257L, C1257L, K475, BR, D0, D1, 0T or NT.");
}

// In capitals, without the spaces around it.
std::string tidied(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    std::string out(text);
    for (char& c : out) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return out;
}

std::optional<std::int32_t> digits(std::string_view text) {
    const bool all =
        !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    if (!all || (text.size() > 1 && text.front() == '0')) return std::nullopt;
    std::int32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

bool has_basis(std::string_view text) {
    for (const std::string_view marker : {"W1", "M1", "X", "NONCUM", "CUM"}) {
        if (text.size() > marker.size() && text.ends_with(marker)) return true;
    }
    return false;
}

Outcome<TaxCode> addition(TaxRegime regime, std::string_view rest) {
    const auto number = digits(rest);
    if (!number) return unreadable();
    if (*number == 0 || *number > most_addition) {
        return refuse("tax-code-length",
                      "A K code has a number from 1 to 9999.",
                      "Copy the code from the code notice again.");
    }
    return TaxCode{regime, TaxCodeKind::addition, *number, 0};
}

Outcome<TaxCode> allowance(TaxRegime regime, std::string_view rest) {
    const auto number = digits(rest.substr(0, rest.size() - 1));
    if (!number) return unreadable();
    const char letter = rest.back();
    if (letter < 'A' || letter > 'Z') {
        return refuse("tax-code-letter",
                      "The tax code has no letter at its end.",
                      "Copy the code from the code notice with its letter, as 1257L.");
    }
    if (allowance_letters.find(letter) == std::string_view::npos) {
        return refuse("tax-code-letter",
                      "No tax code ends in this letter.",
                      "Codes end in L, M, N or T: copy the code from the code notice again.");
    }
    if (*number == 0 && letter != 'T') {
        return refuse("tax-code-unreadable",
                      "A code without an allowance is written 0T.",
                      "Write 0T, or copy the code from the code notice again.");
    }
    return TaxCode{regime, TaxCodeKind::allowance, *number, 0};
}

}  // namespace

std::string_view name_of(TaxRegime regime) {
    switch (regime) {
        case TaxRegime::ruk: return "ruk";
        case TaxRegime::wales: return "wales";
        case TaxRegime::scotland: break;
    }
    return "scotland";
}

Outcome<TaxCode> parse_tax_code(std::string_view text) {
    const std::string code = tidied(text);
    if (code.empty()) return unreadable();
    if (has_basis(code)) {
        return refuse("tax-code-basis",
                      "W1, M1 and X say how to reckon and are no part of the code.",
                      "Take them out of the code, and write N as its basis.");
    }
    if (code.size() > longest_code) {
        return refuse("tax-code-length",
                      "A tax code has at most seven characters.",
                      "Copy the code from the code notice again.");
    }
    std::string_view rest = code;
    TaxRegime regime = TaxRegime::ruk;
    if (rest.front() == 'S') regime = TaxRegime::scotland;
    if (rest.front() == 'C') regime = TaxRegime::wales;
    if (regime != TaxRegime::ruk) rest.remove_prefix(1);
    if (rest.size() < 2) return unreadable();
    if (rest == "NT") return TaxCode{regime, TaxCodeKind::no_tax, 0, 0};
    if (rest == "BR") return TaxCode{regime, TaxCodeKind::flat, 0, 0};
    if (rest.size() == 2 && rest.front() == 'D' && rest[1] >= '0' && rest[1] <= '3') {
        return TaxCode{regime, TaxCodeKind::flat, 0, rest[1] - '0' + 1};
    }
    if (rest.front() == 'K') return addition(regime, rest.substr(1));
    return allowance(regime, rest);
}

Outcome<TaxBasis> parse_tax_basis(std::string_view text) {
    const std::string basis = tidied(text);
    for (const std::string_view word : {"C", "CUM", "CUMULATIVE"}) {
        if (basis == word) return TaxBasis::cumulative;
    }
    for (const std::string_view word : {"N", "W1", "M1", "W1/M1", "X", "NONCUM"}) {
        if (basis == word) return TaxBasis::this_period;
    }
    return Refusal{"tax-basis-unreadable",
                   "The basis is not one that is known.",
                   "Write C for cumulative, or N for week 1/month 1.",
                   "basis",
                   ""};
}

}  // namespace almoner::rules

#include "rules/payroll/identifiers.h"

#include <algorithm>
#include <array>

namespace almoner::rules {
namespace {

using ledger::Outcome;
using ledger::Refusal;

constexpr std::array<std::string_view, 7> unused_prefixes = {
    "BG", "GB", "KN", "NK", "NT", "TN", "ZZ"};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return c >= 'A' && c <= 'Z';
}

// In capitals, without spaces.
std::string tidied(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == ' ') continue;
        out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return out;
}

// 9 for a digit, A for a letter; any other character stands for itself.
bool has_form(std::string_view text, std::string_view form) {
    return std::ranges::equal(text, form, [](char c, char kind) {
        if (kind == '9') return is_digit(c);
        return kind == 'A' ? is_letter(c) : c == kind;
    });
}

Refusal refuse(std::string code, std::string words, std::string next, std::string field) {
    return {std::move(code), std::move(words), std::move(next), std::move(field), ""};
}

bool is_unused(std::string_view letters) {
    constexpr std::string_view never = "DFIQUV";
    return never.find(letters[0]) != never.npos || never.find(letters[1]) != never.npos ||
           letters[1] == 'O' ||
           std::ranges::find(unused_prefixes, letters) != unused_prefixes.end();
}

}  // namespace

Outcome<std::string> parse_nino(std::string_view text) {
    std::string nino = tidied(text);
    if (nino.empty()) {
        return refuse("nino-missing",
                      "The National Insurance number is empty.",
                      "Leave the whole field out until it is known; HMRC can be asked for it.",
                      "nino");
    }
    if (!has_form(nino, "AA999999A")) {
        return refuse("nino-unreadable",
                      "A National Insurance number is two letters, six digits and a letter.",
                      "Copy it from a letter of HMRC or a P45.",
                      "nino");
    }
    if (is_unused(std::string_view(nino).substr(0, 2))) {
        return refuse("nino-letters",
                      "No National Insurance number begins with these letters.",
                      "Copy it from a letter of HMRC or a P45; never make one up.",
                      "nino");
    }
    if (nino.back() > 'D') {
        return refuse("nino-suffix",
                      "A National Insurance number ends in A, B, C or D.",
                      "Copy it from a letter of HMRC or a P45.",
                      "nino");
    }
    return nino;
}

Outcome<std::string> parse_paye_reference(std::string_view text) {
    std::string reference = tidied(text);
    if (reference.empty()) {
        return refuse("paye-reference-missing",
                      "The employer's PAYE reference is empty.",
                      "Copy it from HMRC's letter about the registration.",
                      "paye_reference");
    }
    const std::string_view rest =
        std::string_view(reference).substr(std::min<std::size_t>(reference.size(), 4));
    const bool ends_well =
        !rest.empty() && rest.size() <= 10 &&
        std::ranges::all_of(rest, [](char c) { return is_digit(c) || is_letter(c); });
    if (!has_form(std::string_view(reference).substr(0, 4), "999/") || !ends_well) {
        return refuse(
            "paye-reference-unreadable",
            "A PAYE reference is three digits, a stroke and up to ten letters and digits.",
            "Write it as 123/AB456.",
            "paye_reference");
    }
    return reference;
}

Outcome<std::string> parse_accounts_office_reference(std::string_view text) {
    std::string reference = tidied(text);
    if (reference.empty()) {
        return refuse("accounts-office-reference-missing",
                      "The Accounts Office reference is empty.",
                      "Copy it from HMRC's letter about the registration.",
                      "accounts_office_reference");
    }
    if (!has_form(reference, "999PA99999999") && !has_form(reference, "999PA9999999X")) {
        return refuse("accounts-office-reference-unreadable",
                      "This is not an Accounts Office reference.",
                      "Write its 13 characters as HMRC does: 123PX1234567X.",
                      "accounts_office_reference");
    }
    return reference;
}

}  // namespace almoner::rules

#include "gateway/area/row_kinds.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace almoner::gateway {
namespace {

constexpr std::size_t longest_text = 500;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

// Upper case with one space before the last three: "LS1 4AP". Empty when it is not a postcode.
std::string postcode_of(std::string_view cell) {
    std::string code;
    for (const char c : cell) {
        if (c == ' ') continue;
        code += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    if (code.size() < 5 || code.size() > 7) return {};
    const std::size_t inward = code.size() - 3;
    const bool shape = is_upper(code[0]) && is_digit(code[inward]) && is_upper(code[inward + 1]) &&
                       is_upper(code[inward + 2]) && (is_digit(code[1]) || is_digit(code[2])) &&
                       std::ranges::all_of(code, [](char c) { return is_digit(c) || is_upper(c); });
    return shape ? code.insert(inward, " ") : std::string{};
}

std::string postcode(RowReader& in) {
    if (in.blank("postcode")) return {};
    std::string code = postcode_of(in.cell("postcode"));
    if (code.empty()) {
        in.complain("postcode",
                    "postcode-unreadable",
                    "This is not a postcode of the United Kingdom.",
                    "Write it as LS1 4AP, or leave it empty.");
    }
    return code;
}

std::string phone(RowReader& in) {
    if (in.blank("phone")) return {};
    std::string text = in.text("phone", 30);
    const auto digits = std::ranges::count_if(text, is_digit);
    const bool other = text.find_first_not_of("+0123456789 -()") != std::string::npos;
    if (other || digits < 7 || digits > 15) {
        in.complain("phone",
                    "phone-unreadable",
                    "This is not a telephone number.",
                    "Format the column as text and write it with its zero: 07700 900123.");
    } else if (digits == 10 && text[0] != '0' && text[0] != '+' && text[0] != '(') {
        in.complain(
            "phone",
            "phone-lost-zero",
            "The number has ten digits and no zero in front: a spreadsheet may have dropped "
            "it.",
            "Format the column as text and write it with its zero: 07700 900123.");
    }
    return text;
}

std::string email(RowReader& in) {
    if (in.blank("email")) return {};
    std::string text = in.text("email", 254);
    const std::size_t at = text.find('@');
    const bool good = at != std::string::npos && at > 0 && at + 1 < text.size() &&
                      text.find('@', at + 1) == std::string::npos &&
                      text.find(' ') == std::string::npos;
    if (!good && in.fine({"email"})) {
        in.complain("email",
                    "email-unreadable",
                    "This is not an email address.",
                    "Correct it, or leave it empty.");
    }
    return text;
}

std::optional<ledger::NhsNumber> nhs_number(RowReader& in) {
    if (in.blank("nhs_number")) return std::nullopt;
    auto number = ledger::NhsNumber::read(in.cell("nhs_number"));
    if (number.accepted()) return number.value();
    in.complain("nhs_number", number.refusal().code, number.refusal().words, number.refusal().next);
    return std::nullopt;
}

}  // namespace

PersonRow person(RowReader& in) {
    PersonRow row{
        .row = in.row(),
        .person = in.own_name(),
        .given_name = in.text("given_name", longest_name),
        .family_name = in.text("family_name", longest_name),
        .date_of_birth = in.date("date_of_birth"),
        .nhs_number = nhs_number(in),
        .address = in.optional_text("address", longest_text),
        .postcode = postcode(in),
        .phone = phone(in),
        .email = email(in),
        .information_format = in.one_of("information_format", InformationFormat::other_language),
        .language = in.optional_text("language", longest_name)};
    if (row.information_format == InformationFormat::other_language && in.blank("language")) {
        in.complain("language",
                    "language-missing",
                    "The format is other-language, and the language is not given.",
                    "Name the language.");
    }
    return row;
}

RepresentativeRow representative(RowReader& in) {
    RepresentativeRow row{.row = in.row(),
                          .person = in.link("person", AreaFile::people),
                          .name = in.text("name", longest_name),
                          .role = in.one_of("role", RepresentativeRole::attorney),
                          .start = in.date("start"),
                          .end = in.optional_date("end")};
    in.check_order("start", row.start, "end", row.end);
    return row;
}

BudgetRow budget(RowReader& in) {
    BudgetRow row{.row = in.row(),
                  .budget = in.own_name(),
                  .person = in.link("person", AreaFile::people),
                  .lead_commissioner = in.link("lead_commissioner", AreaFile::commissioners),
                  .start = in.term_date("start"),
                  .end = in.optional_term_date("end"),
                  .contingency = in.optional_money("contingency")};
    in.cap("contingency", row.contingency);
    in.check_order("start", row.start, "end", row.end);
    return row;
}

}  // namespace almoner::gateway

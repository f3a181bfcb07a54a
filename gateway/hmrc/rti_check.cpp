#include "gateway/hmrc/rti_check.h"

#include "gateway/text/utf8.h"

#include <algorithm>
#include <array>

namespace almoner::gateway::hmrc {
namespace {

constexpr std::size_t longest_name = 35;
constexpr std::size_t longest_line = 35;
constexpr std::size_t longest_pay_id = 35;
constexpr std::array<std::string_view, 7> unused_prefixes = {
    "BG", "GB", "KN", "NK", "NT", "TN", "ZZ"};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return c >= 'A' && c <= 'Z';
}

// 9 for a digit, A for a capital letter; any other character stands for itself.
bool has_form(std::string_view text, std::string_view form) {
    return std::ranges::equal(text, form, [](char c, char kind) {
        if (kind == '9') return is_digit(c);
        return kind == 'A' ? is_letter(c) : c == kind;
    });
}

bool is_nino(std::string_view text) {
    constexpr std::string_view never = "DFIQUV";
    if (!has_form(text, "AA999999A") || text.back() > 'D') return false;
    const std::string_view letters = text.substr(0, 2);
    return never.find(letters[0]) == never.npos && never.find(letters[1]) == never.npos &&
           letters[1] != 'O' &&
           std::ranges::find(unused_prefixes, letters) == unused_prefixes.end();
}

// Whole characters of UTF-8 without control characters, one of them no space.
bool is_written(std::string_view text, std::size_t longest) {
    std::size_t characters = 0;
    bool has_more_than_spaces = false;
    while (!text.empty()) {
        const CodePoint point = first_code_point(text);
        if (point.length == 0 || point.value < U' ' || (point.value >= 0x7F && point.value < 0xA0))
            return false;
        has_more_than_spaces = has_more_than_spaces || point.value != U' ';
        ++characters;
        text.remove_prefix(point.length);
    }
    return has_more_than_spaces && characters <= longest;
}

// "BD17 2AD": two to four letters and digits that begin with a letter, a space, a digit and two
// letters.
bool is_postcode(std::string_view text) {
    const std::size_t space = text.find(' ');
    if (space == text.npos || space < 2 || space > 4 || !is_letter(text.front())) return false;
    return std::ranges::all_of(text.substr(0, space),
                               [](char c) { return is_letter(c) || is_digit(c); }) &&
           has_form(text.substr(space + 1), "9AA");
}

constexpr std::string_view from_hmrcs_letter = "Copy it from HMRC's letter about the registration.";

}  // namespace

std::string at(std::string_view list, std::size_t index) {
    return std::string(list) + "[" + std::to_string(index) + "]";
}

void RtiCheck::refuse(std::string_view field, const Complaint& complaint) {
    refusals_.push_back({std::string(complaint.code),
                         std::string(complaint.words),
                         std::string(complaint.next),
                         std::string(field),
                         ""});
}

void RtiCheck::employer(const EmployerReferences& employer) {
    must(has_form(employer.office_number, "999"),
         "employer.office_number",
         {"office-number-form", "The tax office's number is three digits.", from_hmrcs_letter});
    const std::string& reference = employer.paye_reference;
    must(!reference.empty() && reference.size() <= 10 &&
             std::ranges::all_of(reference, [](char c) { return is_digit(c) || is_letter(c); }),
         "employer.paye_reference",
         {"paye-reference-form",
          "What follows the stroke of a PAYE reference is one to ten letters and digits.",
          from_hmrcs_letter});
    const std::string_view office = employer.accounts_office_reference;
    must(has_form(office, "999PA99999999") || has_form(office, "999PA9999999X"),
         "employer.accounts_office_reference",
         {"accounts-office-reference-form",
          "An Accounts Office reference has 13 characters, like 123PX1234567X.",
          from_hmrcs_letter});
}

void RtiCheck::year(RtiYear year) {
    must(year.is_known(),
         "year",
         {"rti-year-unknown",
          "HMRC's messages are known here for the tax years 2024-25 to 2026-27.",
          "Look for a newer version of the program."});
}

void RtiCheck::name(const RtiName& name, const std::string& place) {
    must(is_written(name.surname, longest_name),
         place + ".surname",
         {"surname-form", "A surname is needed, of at most 35 characters.", "Write it in full."});
    must(name.title.empty() || is_written(name.title, 4),
         place + ".title",
         {"title-form", "A title has at most four characters.", "Shorten it, or leave it out."});
    const bool right = !name.forenames.empty() && name.forenames.size() <= 2 &&
                       std::ranges::all_of(name.forenames, [](const std::string& each) {
                           return is_written(each, longest_name);
                       });
    must(right,
         place + ".forenames",
         {"forename-form",
          "One or two forenames are needed, each of at most 35 characters.",
          "Write them as HMRC knows them."});
}

void RtiCheck::address(const RtiAddress& address, const std::string& place) {
    const bool right = address.lines.size() >= 2 && address.lines.size() <= 4 &&
                       std::ranges::all_of(address.lines, [](const std::string& line) {
                           return is_written(line, longest_line);
                       });
    must(right,
         place + ".lines",
         {"address-form",
          "An address has two to four lines, each of at most 35 characters.",
          "Put the town on a line of its own, and shorten what is too long."});
    must(address.uk_postcode.empty() != address.foreign_country.empty(),
         place + ".uk_postcode",
         {"postcode-or-country",
          "An address has either a UK postcode or a country abroad.",
          "Give one of the two."});
    must(address.uk_postcode.empty() || is_postcode(address.uk_postcode),
         place + ".uk_postcode",
         {"postcode-form", "This is not a UK postcode.", "Write it like BD17 2AD."});
    must(address.foreign_country.empty() || is_written(address.foreign_country, longest_line),
         place + ".foreign_country",
         {"country-form", "A country has at most 35 characters.", "Shorten it."});
}

void RtiCheck::person(const RtiPerson& person, const std::string& place) {
    must(person.nino.empty() || is_nino(person.nino),
         place + ".nino",
         {"nino-form",
          "This is not a National Insurance number.",
          "Copy it from a letter of HMRC or a P45, or leave it out until it is known."});
    name(person.name, place + ".name");
    if (person.address) address(*person.address, place + ".address");
    must(!person.nino.empty() || person.address.has_value(),
         place + ".address",
         {"address-missing",
          "Who has no National Insurance number yet is known to HMRC by the address.",
          "Add the address."});
    must(person.born_on.has_value(),
         place + ".born_on",
         {"birth-date-missing", "HMRC needs the date of birth.", "Add it."});
    must(person.gender.has_value(),
         place + ".gender",
         {"gender-missing",
          "HMRC needs the gender that its own record has.",
          "Ask the person, and add it."});
}

void RtiCheck::pay_id(const std::string& id, const std::string& place) {
    must(is_written(id, longest_pay_id),
         place + ".pay_id",
         {"pay-id-form",
          "Each employee has a payroll number of at most 35 characters.",
          "Give the employee one."});
    must(pay_ids_.insert(id).second,
         place + ".pay_id",
         {"pay-id-again",
          "Two employees have the same payroll number.",
          "Give one of them another; HMRC would take them for one person."});
}

void RtiCheck::whole_pounds(ledger::Money amount, const std::string& field) {
    must(amount.pence() % 100 == 0,
         field,
         {"not-whole-pounds",
          "HMRC takes this figure in whole pounds.",
          "Work it out anew; it is never rounded here."});
}

}  // namespace almoner::gateway::hmrc

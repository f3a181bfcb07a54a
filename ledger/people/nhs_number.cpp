#include "ledger/people/nhs_number.h"

namespace almoner::ledger {
namespace {

int check_digit(std::string_view digits) {
    int sum = 0;
    int weight = 10;
    for (const char c : digits.substr(0, 9)) sum += (c - '0') * weight--;
    const int check = 11 - sum % 11;
    return check == 11 ? 0 : check;
}

Refusal not_ten_digits() {
    return {.code = "nhs-number-digits",
            .words = "An NHS number is ten digits; this is not.",
            .next = "Copy it from a letter of the NHS, or leave it empty.",
            .field = "nhs_number",
            .citation = "NHS Data Dictionary, NHS NUMBER"};
}

}  // namespace

Outcome<NhsNumber> NhsNumber::read(std::string_view text) {
    NhsNumber number;
    std::size_t count = 0;
    for (const char c : text) {
        if (c == ' ' || c == '-') continue;
        if (c < '0' || c > '9' || count == number.digits_.size()) return not_ten_digits();
        number.digits_[count++] = c;
    }
    if (count != number.digits_.size()) return not_ten_digits();
    if (check_digit(number.digits()) != number.digits_[9] - '0') {
        return Refusal{.code = "nhs-number-check-digit",
                       .words =
                           "The last digit does not fit the nine before it, so a digit of this "
                           "NHS number is wrong.",
                       .next = "Copy it again from a letter of the NHS, or leave it empty.",
                       .field = "nhs_number",
                       .citation = "NHS Data Dictionary, NHS NUMBER"};
    }
    return number;
}

std::string NhsNumber::written() const {
    const std::string text(digits());
    return text.substr(0, 3) + " " + text.substr(3, 3) + " " + text.substr(6);
}

}  // namespace almoner::ledger

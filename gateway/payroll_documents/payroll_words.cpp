#include "gateway/payroll_documents/payroll_words.h"

namespace almoner::gateway {
namespace {

// `per_whole` is 10 or 100; zeros at the end are left out.
std::string decimal_words(std::int64_t parts, std::int64_t per_whole) {
    const bool is_negative = parts < 0;
    const std::int64_t size = is_negative ? -parts : parts;
    std::string text = (is_negative ? "-" : "") + std::to_string(size / per_whole);
    std::string fraction = std::to_string(per_whole + size % per_whole).substr(1);
    while (fraction.ends_with('0')) fraction.pop_back();
    return fraction.empty() ? text : text + "." + fraction;
}

}  // namespace

std::string hours_words(std::int64_t hundredths) {
    return decimal_words(hundredths, 100);
}

std::string tenths_words(std::int64_t tenths) {
    return decimal_words(tenths, 10);
}

std::string nino_words(const std::string& nino) {
    if (nino.empty()) return "not known yet";
    if (nino.size() != 9) return nino;
    return nino.substr(0, 2) + " " + nino.substr(2, 2) + " " + nino.substr(4, 2) + " " +
           nino.substr(6, 2) + " " + nino.substr(8);
}

std::vector<std::string> named_and_addressed(const PayrollParties& parties) {
    std::vector<std::string> lines{parties.employee};
    lines.insert(lines.end(), parties.address.begin(), parties.address.end());
    return lines;
}

}  // namespace almoner::gateway

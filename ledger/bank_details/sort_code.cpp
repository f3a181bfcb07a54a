#include "ledger/bank_details/sort_code.h"

#include <algorithm>

namespace almoner::ledger {

std::optional<SortCode> SortCode::parse(std::string_view six_digits) {
    SortCode code;
    if (six_digits.size() != code.digits_.size()) return std::nullopt;
    for (const char c : six_digits) {
        if (c < '0' || c > '9') return std::nullopt;
    }
    std::ranges::copy(six_digits, code.digits_.begin());
    return code;
}

std::string SortCode::written() const {
    const std::string text(digits());
    return text.substr(0, 2) + "-" + text.substr(2, 2) + "-" + text.substr(4, 2);
}

std::string SortCode::masked() const {
    return "**-**-" + std::string(digits().substr(4));
}

}  // namespace almoner::ledger

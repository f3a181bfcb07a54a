#include "ledger/bank_details/account_number.h"

#include <algorithm>

namespace almoner::ledger {

std::optional<AccountNumber> AccountNumber::parse(std::string_view eight_digits) {
    AccountNumber number;
    if (eight_digits.size() != number.digits_.size()) return std::nullopt;
    for (const char c : eight_digits) {
        if (c < '0' || c > '9') return std::nullopt;
    }
    std::ranges::copy(eight_digits, number.digits_.begin());
    return number;
}

std::string AccountNumber::masked() const {
    return "******" + std::string(digits().substr(6));
}

}  // namespace almoner::ledger

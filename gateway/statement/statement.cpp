#include "gateway/statement/statement.h"

#include <algorithm>

namespace almoner::gateway {
namespace {

std::string compact(const std::string& text) {
    std::string out;
    std::ranges::copy_if(
        text, std::back_inserter(out), [](char c) { return c != ' ' && c != '-'; });
    return out;
}

bool all_digits(const std::string& text) {
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::optional<UkAccount> uk_account(const std::string& account, const std::string& sort_code) {
    std::string digits = compact(account);
    // GBkk BBBB ssssss aaaaaaaa (ISO 13616 registry, United Kingdom).
    if (digits.size() == 22 && digits.starts_with("GB")) digits = digits.substr(8);
    if (digits.size() == 8) digits = compact(sort_code) + digits;
    if (digits.size() != 14 || !all_digits(digits)) return std::nullopt;
    return UkAccount{digits.substr(0, 6), digits.substr(6)};
}

}  // namespace almoner::gateway

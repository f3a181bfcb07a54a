#include "ledger/views/words.h"

#include <cstdint>
#include <string_view>

namespace almoner::ledger {
namespace {

std::string two_digits(std::int64_t pence) {
    const std::string digits = std::to_string(pence);
    return digits.size() < 2 ? "0" + digits : digits;
}

std::string with_commas(std::int64_t pounds) {
    std::string digits = std::to_string(pounds);
    for (std::size_t at = digits.size(); at > 3;) {
        at -= 3;
        digits.insert(at, ",");
    }
    return digits;
}

struct Parts {
    std::string_view sign;
    std::int64_t pounds = 0;
    std::int64_t pence = 0;
};

Parts parts_of(Money amount) {
    const bool below_zero = amount < Money{};
    const std::int64_t size = below_zero ? -amount.pence() : amount.pence();
    return {.sign = below_zero ? "-" : "", .pounds = size / 100, .pence = size % 100};
}

}  // namespace

std::string money_words(Money amount) {
    if (amount.pence() % 100 != 0) return money_with_pence(amount);
    const Parts parts = parts_of(amount);
    return std::string(parts.sign) + "£" + with_commas(parts.pounds);
}

std::string money_with_pence(Money amount) {
    const Parts parts = parts_of(amount);
    return std::string(parts.sign) + "£" + with_commas(parts.pounds) + "." +
           two_digits(parts.pence);
}

std::string money_decimal(Money amount) {
    const Parts parts = parts_of(amount);
    return std::string(parts.sign) + std::to_string(parts.pounds) + "." + two_digits(parts.pence);
}

std::string period_words(const Period& period) {
    const std::string last = period.last.words();
    if (period.first == period.last) return last;
    std::string first = period.first.words();
    if (period.first.year() == period.last.year()) {
        first.resize(first.rfind(' '));
        if (period.first.month() == period.last.month()) first.resize(first.rfind(' '));
    }
    return first + " to " + last;
}

}  // namespace almoner::ledger

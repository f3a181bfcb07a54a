#include "ops/demo/numbers.h"

#include "ledger/values/invariant.h"
#include "ops/bank_stand_in/faults.h"

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace almoner::ops::demo {
namespace {

constexpr std::uint64_t bodies = 10'000'000;  // the first seven of eight digits
constexpr std::uint64_t stride = 7'368'787;   // prime to `bodies`: every body comes once
constexpr std::array<unsigned, 7> weights{7, 1, 3, 7, 1, 3, 7};

std::string digits_of(std::uint64_t number, std::size_t width) {
    const std::string digits = std::to_string(number);
    return std::string(width - digits.size(), '0') + digits;
}

// The last digit has the weight 1: it fills the sum up to a multiple of ten.
char check_digit(std::string_view body) {
    unsigned sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        sum += weights[i] * static_cast<unsigned>(body[i] - '0');
    }
    return static_cast<char>('0' + (10 - sum % 10) % 10);
}

template <class Value>
Value must(const std::optional<Value>& value) {
    if (!value) throw ledger::InvariantBroken("a number that was made does not read");
    return *value;
}

// NHS Data Dictionary: weights 10 to 2, 11 less the sum modulo 11; 10 is never issued.
std::optional<char> nhs_check_digit(std::string_view nine) {
    unsigned sum = 0;
    for (unsigned i = 0; i < 9; ++i) sum += (10 - i) * static_cast<unsigned>(nine[i] - '0');
    const unsigned check = (11 - sum % 11) % 11;
    if (check == 10) return std::nullopt;
    return static_cast<char>('0' + check);
}

}  // namespace

ledger::NhsNumber NhsNumbers::next() {
    for (;;) {
        const std::string nine = "999" + digits_of(++tried_, 6);
        if (const auto check = nhs_check_digit(nine)) {
            return ledger::NhsNumber::read(nine + *check).value();
        }
    }
}

AccountNumbers::AccountNumbers(std::uint64_t seed)
    : at_(bank_stand_in::Dice(seed, "account numbers").below(bodies)) {}

gateway::AccountDetails AccountNumbers::next(std::string name) {
    at_ = (at_ + stride) % bodies;
    const std::string body = digits_of(at_, weights.size());
    return {.name = std::move(name),
            .sort_code = must(ledger::SortCode::parse("089999")),
            .account_number = must(ledger::AccountNumber::parse(body + check_digit(body)))};
}

}  // namespace almoner::ops::demo

#include "ledger/bank_details/modulus_check.h"

#include "ledger/values/invariant.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace almoner::ledger {
namespace {

using Weights = std::array<std::int16_t, 14>;

// Where the spec's letters stand among the fourteen digits u v w x y z a b c d e f g h.
constexpr std::size_t a = 6;
constexpr std::size_t b = 7;
constexpr std::size_t c = 8;
constexpr std::size_t g = 12;
constexpr std::size_t h = 13;

class Digits {
  public:
    Digits(const SortCode& sort_code, const AccountNumber& account) {
        set(sort_code);
        for (std::size_t i = 0; i < 8; ++i) digits_[a + i] = account.digits()[i] - '0';
    }

    int operator[](std::size_t at) const { return digits_[at]; }

    void set(const SortCode& sort_code) {
        for (std::size_t i = 0; i < 6; ++i) digits_[i] = sort_code.digits()[i] - '0';
    }

    // Exception 14: the account number moves one place on and a zero comes in front.
    void drop_last() {
        for (std::size_t i = h; i > a; --i) digits_[i] = digits_[i - 1];
        digits_[a] = 0;
    }

  private:
    std::array<int, 14> digits_{};
};

int digit_sum(int product) {
    int sum = 0;
    for (int left = product < 0 ? -product : product; left > 0; left /= 10) sum += left % 10;
    return product < 0 ? -sum : sum;
}

int total(const Digits& digits, const Weights& weights, ModulusMethod method) {
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const int product = digits[i] * weights[i];
        sum += method == ModulusMethod::double_alternate ? digit_sum(product) : product;
    }
    return sum;
}

int remainder_of(const Digits& digits, const Weights& weights, ModulusMethod method, int added) {
    const int modulus = method == ModulusMethod::mod11 ? 11 : 10;
    const int rest = (total(digits, weights, method) + added) % modulus;
    return rest < 0 ? rest + modulus : rest;
}

bool passes(const Digits& digits, const ModulusRule& rule) {
    return remainder_of(digits, rule.weights, rule.method, 0) == 0;
}

// Exceptions 7 and 10: the weights of u to b count as zero.
bool passes_without_u_to_b(const Digits& digits, ModulusRule rule) {
    std::fill_n(rule.weights.begin(), b + 1, std::int16_t{0});
    return passes(digits, rule);
}

// Exception 2 replaces the table's weights when a is not zero.
bool passes_exception_2(const Digits& digits, const ModulusRule& rule) {
    constexpr Weights g_not_9{0, 0, 1, 2, 5, 3, 6, 4, 8, 7, 10, 9, 3, 1};
    constexpr Weights g_is_9{0, 0, 0, 0, 0, 0, 0, 0, 8, 7, 10, 9, 3, 1};
    if (digits[a] == 0) return passes(digits, rule);
    return remainder_of(digits, digits[g] == 9 ? g_is_9 : g_not_9, rule.method, 0) == 0;
}

// Exception 5: g is the check digit of the modulus 11 row, h of the double alternate row, and what
// is left over must lead to it rather than be zero.
bool passes_exception_5(Digits digits,
                        const ModulusRule& rule,
                        const ModulusTable& table,
                        const SortCode& sort_code) {
    digits.set(table.substitute_for(sort_code).value_or(sort_code));
    const int rest = remainder_of(digits, rule.weights, rule.method, 0);
    if (rule.method == ModulusMethod::mod11) {
        return rest == 0 ? digits[g] == 0 : rest != 1 && 11 - rest == digits[g];
    }
    return rest == 0 ? digits[h] == 0 : 10 - rest == digits[h];
}

bool passes_exception_10(const Digits& digits, const ModulusRule& rule) {
    const bool zeroed = digits[b] == 9 && (digits[a] == 0 || digits[a] == 9) && digits[g] == 9;
    return zeroed ? passes_without_u_to_b(digits, rule) : passes(digits, rule);
}

bool passes_exception_14(Digits digits, const ModulusRule& rule) {
    if (passes(digits, rule)) return true;
    if (digits[h] != 0 && digits[h] != 1 && digits[h] != 9) return false;
    digits.drop_last();
    return passes(digits, rule);
}

bool passes_with(Digits digits, const ModulusRule& rule, std::string_view sort_code) {
    digits.set(*SortCode::parse(sort_code));
    return passes(digits, rule);
}

struct Question {
    const ModulusTable& table;
    const SortCode& sort_code;
    Digits digits;
};

bool passes_by_exception(const Question& asked, const ModulusRule& rule) {
    const Digits& digits = asked.digits;
    switch (rule.exception) {
        case 1: return remainder_of(digits, rule.weights, rule.method, 27) == 0;
        case 2: return passes_exception_2(digits, rule);
        case 3: return digits[c] == 6 || digits[c] == 9 || passes(digits, rule);
        case 4:
            return remainder_of(digits, rule.weights, rule.method, 0) == digits[g] * 10 + digits[h];
        case 5: return passes_exception_5(digits, rule, asked.table, asked.sort_code);
        // A foreign currency account can't be checked; the spec's test case 13 calls it valid.
        case 6:
            return (digits[a] >= 4 && digits[a] <= 8 && digits[g] == digits[h]) ||
                   passes(digits, rule);
        case 7: return digits[g] == 9 ? passes_without_u_to_b(digits, rule) : passes(digits, rule);
        case 8: return passes_with(digits, rule, "090126");
        case 9: return passes_with(digits, rule, "309634");
        case 10: return passes_exception_10(digits, rule);
        case 14: return passes_exception_14(digits, rule);
        default: return passes(digits, rule);
    }
}

// 2 with 9, 10 with 11 and 12 with 13 are met by either row.
bool either_will_do(const ModulusRule& first, const ModulusRule& second) {
    const int pair = first.exception;
    return (pair == 2 && second.exception == 9) || (pair == 10 && second.exception == 11) ||
           (pair == 12 && second.exception == 13);
}

}  // namespace

ModulusResult check(const ModulusTable& table,
                    const SortCode& sort_code,
                    const AccountNumber& account) {
    const auto rules = table.rules_for(sort_code);
    if (rules.empty()) return ModulusResult::uncheckable;
    const Question asked{table, sort_code, Digits(sort_code, account)};
    bool good = passes_by_exception(asked, rules[0]);
    if (rules.size() == 2) {
        const bool other = passes_by_exception(asked, rules[1]);
        good = either_will_do(rules[0], rules[1]) ? good || other : good && other;
    }
    return good ? ModulusResult::valid : ModulusResult::invalid;
}

std::string_view name_of(ModulusResult result) {
    switch (result) {
        case ModulusResult::valid: return "valid";
        case ModulusResult::invalid: return "invalid";
        case ModulusResult::uncheckable: return "uncheckable";
    }
    throw InvariantBroken("unlisted modulus result");
}

}  // namespace almoner::ledger

#include "ledger/records/payment_ref.h"

#include "ledger/values/invariant.h"

#include <cstddef>

namespace almoner::ledger {
namespace {

constexpr std::string_view prefix = "ALM";
constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t digits = payment_ref_length - prefix.size() - 1;
constexpr std::int64_t most = std::int64_t{1} << (5 * digits);

char upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

std::optional<unsigned> digit_of(char c) {
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    const std::size_t at = alphabet.find(c);
    if (at == std::string_view::npos) return std::nullopt;
    return static_cast<unsigned>(at);
}

// Luhn modulo 32: from the right every other digit counts twice, its two base-32 digits added up.
unsigned check_of(std::int64_t payment) {
    unsigned sum = 0;
    for (bool twice = true; payment > 0; payment /= 32, twice = !twice) {
        const auto digit = static_cast<unsigned>(payment % 32) * (twice ? 2U : 1U);
        sum += digit / 32 + digit % 32;
    }
    return (32 - sum % 32) % 32;
}

std::string without_gaps(std::string_view text) {
    std::string plain;
    for (const char c : text) {
        if (c != ' ' && c != '-') plain += upper(c);
    }
    return plain;
}

std::optional<std::int64_t> read_plain(std::string_view ref) {
    if (ref.size() != payment_ref_length || !ref.starts_with(prefix)) return std::nullopt;
    std::int64_t payment = 0;
    for (const char c : ref.substr(prefix.size(), digits)) {
        const std::optional<unsigned> digit = digit_of(c);
        if (!digit) return std::nullopt;
        payment = payment * 32 + *digit;
    }
    if (payment == 0 || digit_of(ref.back()) != check_of(payment)) return std::nullopt;
    return payment;
}

}  // namespace

std::string payment_ref(std::int64_t payment) {
    if (payment < 1 || payment >= most) throw InvariantBroken("a payment id out of range");
    std::string ref(payment_ref_length, '0');
    ref.replace(0, prefix.size(), prefix);
    ref.back() = alphabet[check_of(payment)];
    for (std::size_t at = payment_ref_length - 2; payment > 0; --at, payment /= 32) {
        ref[at] = alphabet[static_cast<std::size_t>(payment % 32)];
    }
    return ref;
}

std::optional<std::int64_t> payment_of_ref(std::string_view ref) {
    return read_plain(without_gaps(ref));
}

std::optional<std::int64_t> find_payment_ref(std::string_view text) {
    const std::string plain = without_gaps(text);
    for (std::size_t at = plain.find(prefix); at != std::string::npos;
         at = plain.find(prefix, at + 1)) {
        const auto payment =
            read_plain(std::string_view(plain).substr(at).substr(0, payment_ref_length));
        if (payment) return payment;
    }
    return std::nullopt;
}

}  // namespace almoner::ledger

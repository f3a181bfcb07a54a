#include "ledger/storage/postgres/wire.h"

#include "ledger/storage/database.h"

#include <array>
#include <limits>

namespace almoner::ledger::wire {
namespace {

constexpr int bits_of_octet = 8;
constexpr std::int64_t numeric_base = 10'000;

std::uint64_t unsigned_from(std::string_view octets) {
    std::uint64_t value = 0;
    for (const char octet : octets) {
        value = (value << bits_of_octet) | static_cast<unsigned char>(octet);
    }
    return value;
}

int int16_at(std::string_view octets, std::size_t at) {
    return static_cast<std::int16_t>(unsigned_from(octets.substr(at, 2)));
}

// A sum of BIGINTs is a numeric: digits to the base of 10,000, the first one of the given weight.
std::int64_t whole_numeric(std::string_view octets) {
    constexpr std::size_t head = 8;
    constexpr int negative = 0x4000;
    const int digits = int16_at(octets, 0);
    const int weight = int16_at(octets, 2);
    const int sign = int16_at(octets, 4);
    if (sign != 0 && sign != negative) throw StorageError("a sum that is no number");
    std::int64_t value = 0;
    for (int i = 0; i < digits || i <= weight; ++i) {
        const std::size_t at = head + 2 * static_cast<std::size_t>(i);
        const std::int64_t digit = i < digits ? int16_at(octets, at) : 0;
        if (i > weight) {
            if (digit != 0) throw StorageError("a fraction is stored where there can be none");
            continue;
        }
        if (__builtin_mul_overflow(value, numeric_base, &value) ||
            __builtin_sub_overflow(value, digit, &value)) {
            throw StorageError("a sum is too large");
        }
    }
    if (sign == negative) return value;
    if (value == std::numeric_limits<std::int64_t>::min()) throw StorageError("a sum is too large");
    return -value;
}

}  // namespace

bool is_text(Oid type) {
    return type == type_text || type == type_varchar || type == type_bpchar || type == type_name ||
           type == type_unknown;
}

int octets_of_integer(Oid type) {
    switch (type) {
        case type_int8: return 8;
        case type_int4:
        case type_oid: return 4;
        case type_int2: return 2;
        case type_bool: return 1;
        default: return 0;
    }
}

void put_integer(std::string& to, std::int64_t value, int octets) {
    const auto all = static_cast<std::uint64_t>(value);
    std::array<char, sizeof all> reversed{};
    for (std::size_t at = reversed.size(); at-- > 0;) {
        reversed[at] = static_cast<char>((all >> ((sizeof all - 1 - at) * bits_of_octet)) & 0xffU);
    }
    const auto length = static_cast<std::size_t>(octets);
    to.append(reversed.data() + (reversed.size() - length), length);
}

void put_int16(std::string& to, int value) {
    put_integer(to, value, 2);
}

void put_int32(std::string& to, std::int32_t value) {
    put_integer(to, value, 4);
}

std::int64_t integer_from(std::string_view octets, Oid type) {
    switch (type) {
        case type_int8: return static_cast<std::int64_t>(unsigned_from(octets));
        case type_int4: return static_cast<std::int32_t>(unsigned_from(octets));
        case type_int2: return static_cast<std::int16_t>(unsigned_from(octets));
        case type_oid:
        case type_bool: return static_cast<std::int64_t>(unsigned_from(octets));
        case type_numeric: return whole_numeric(octets);
        default: throw StorageError("a number was asked for where something else is stored");
    }
}

}  // namespace almoner::ledger::wire

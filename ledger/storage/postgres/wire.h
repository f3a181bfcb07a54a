// PostgreSQL's binary form of values: big-endian integers, numerics, and the types that we meet.
#pragma once

#include <libpq-fe.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace almoner::ledger::wire {

// Of pg_type; they never change.
constexpr Oid type_bool = 16;
constexpr Oid type_bytea = 17;
constexpr Oid type_name = 19;
constexpr Oid type_int8 = 20;
constexpr Oid type_int2 = 21;
constexpr Oid type_int4 = 23;
constexpr Oid type_text = 25;
constexpr Oid type_oid = 26;
constexpr Oid type_unknown = 705;
constexpr Oid type_bpchar = 1042;
constexpr Oid type_varchar = 1043;
constexpr Oid type_numeric = 1700;

constexpr int binary = 1;  // libpq's word for the format

[[nodiscard]] bool is_text(Oid type);
// 0: not an integer of fixed size.
[[nodiscard]] int octets_of_integer(Oid type);

// Adds the last `octets` octets of the value, the largest first.
void put_integer(std::string& to, std::int64_t value, int octets);
void put_int16(std::string& to, int value);
void put_int32(std::string& to, std::int32_t value);

// Throws StorageError for a value that is no whole number of 64 bits.
[[nodiscard]] std::int64_t integer_from(std::string_view octets, Oid type);

}  // namespace almoner::ledger::wire

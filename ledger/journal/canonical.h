// The one way in which a value becomes octets that are hashed: no two values share an encoding.
#pragma once

#include "ledger/values/invariant.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace almoner::ledger {

// Whole numbers as zigzag base-128, text and octets behind their length, nothing as a mark of its
// own.
class CanonicalWriter {
  public:
    void integer(std::int64_t value) {
        natural((static_cast<std::uint64_t>(value) << 1U) ^
                static_cast<std::uint64_t>(value >> 63));
    }
    void integers(std::span<const std::int64_t> values) {
        for (const std::int64_t value : values) integer(value);
    }
    void integers(std::initializer_list<std::int64_t> values) {
        for (const std::int64_t value : values) integer(value);
    }
    void text(std::string_view value) {
        natural(value.size());
        octets_ += value;
    }
    void mark(char kind) { octets_ += kind; }
    [[nodiscard]] const std::string& octets() const { return octets_; }
    void reserve(std::size_t octets) { octets_.reserve(octets); }
    void clear() { octets_.clear(); }

  private:
    void natural(std::uint64_t value) {
        std::array<char, 10> encoded{};
        std::size_t size = 0;
        while (value >= 0x80U) {
            encoded[size++] = static_cast<char>(value | 0x80U);
            value >>= 7U;
        }
        encoded[size++] = static_cast<char>(value);
        octets_.append(encoded.data(), size);
    }
    std::string octets_;
};

// Reads what CanonicalWriter wrote; throws Unreadable on anything else.
class CanonicalReader {
  public:
    struct Unreadable : std::runtime_error {
        using std::runtime_error::runtime_error;
    };
    explicit CanonicalReader(std::string_view octets) : left_(octets) {}

    [[nodiscard]] bool at_end() const { return left_.empty(); }
    [[nodiscard]] char mark() {
        need(1);
        const char kind = left_.front();
        left_.remove_prefix(1);
        return kind;
    }
    [[nodiscard]] std::int64_t integer() {
        const std::uint64_t value = natural();
        return static_cast<std::int64_t>(value >> 1U) ^ -static_cast<std::int64_t>(value & 1U);
    }
    [[nodiscard]] std::string_view text() {
        const std::uint64_t size = natural();
        need(size);
        const std::string_view value = left_.substr(0, size);
        left_.remove_prefix(size);
        return value;
    }

  private:
    void need(std::uint64_t size) const {
        if (size > left_.size()) throw Unreadable("the journal's octets end too early");
    }
    [[nodiscard]] std::uint64_t natural() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            need(1);
            const auto octet = static_cast<unsigned char>(left_.front());
            left_.remove_prefix(1);
            value |= static_cast<std::uint64_t>(octet & 0x7fU) << shift;
            if (octet < 0x80U) return value;
        }
        throw Unreadable("a number in the journal is too long");
    }
    std::string_view left_;
};

}  // namespace almoner::ledger

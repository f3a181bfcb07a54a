// What makes a statement line itself, so that overlapping files are read once and twins are both
// kept.
#pragma once

#include "gateway/statement/statement.h"
#include "ledger/journal/canonical.h"
#include "ledger/storage/database.h"

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace almoner::scheduler {

// 16 octets over what the bank says of the line: day, amount and references; its words only where
// the bank gives no reference of its own.
using Fingerprint = std::array<char, 16>;
[[nodiscard]] inline std::string_view octets_of(const Fingerprint& fingerprint) {
    return {fingerprint.data(), fingerprint.size()};
}

// Makes them with a salt: without it nobody can try out names and amounts against the table.
class Fingerprints {
  public:
    explicit Fingerprints(std::string salt) : salt_(std::move(salt)) {}
    [[nodiscard]] Fingerprint of(const gateway::StatementLine& line);

  private:
    std::string salt_;
    ledger::CanonicalWriter octets_;  // of one line after another
};

struct LineIdentity {
    Fingerprint fingerprint{};
    std::int32_t occurrence = 1;
    std::uint32_t place = 0;  // among those asked about
    bool known = false;

    // As the index of the table has them.
    [[nodiscard]] std::strong_ordering order(std::string_view octets, std::int64_t number) const {
        const auto first = octets_of(fingerprint) <=> octets;
        return first == 0 ? occurrence <=> number : first;
    }
};

// Lines alike are told apart by their number within the file: the n-th of a file is the n-th of the
// account. A file that repeats lines known before brings nothing new; two real twins both count.
class LineCounter {
  public:
    LineCounter(ledger::Database& database, std::int64_t bank_account)
        : database_(database), bank_account_(bank_account) {}

    // Given in the order of the file; comes back in the order of the table's index, so that whoever
    // looks for them or stores them visits each of its pages once.
    [[nodiscard]] std::vector<LineIdentity> next(std::span<const Fingerprint> lines);

  private:
    // A digest's first octets are as good a hash as any.
    struct Hash {
        [[nodiscard]] std::size_t operator()(const Fingerprint& fingerprint) const {
            std::size_t hash = 0;
            std::memcpy(&hash, fingerprint.data(), sizeof hash);
            return hash;
        }
    };
    void mark_known(std::vector<LineIdentity>& sorted);
    void pass_over_stored(std::vector<LineIdentity>& sorted);
    void look_up(std::vector<LineIdentity>& sorted);

    ledger::Database& database_;
    std::int64_t bank_account_;
    std::unordered_map<Fingerprint, std::int32_t, Hash> seen_;
};

}  // namespace almoner::scheduler

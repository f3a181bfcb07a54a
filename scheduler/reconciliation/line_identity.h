// What makes a statement line itself, so that overlapping files are read once and twins are both
// kept.
#pragma once

#include "gateway/statement/statement.h"
#include "ledger/storage/database.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <unordered_map>

namespace almoner::scheduler {

// 16 octets over what the bank says of the line: day, amount, references and words.
using Fingerprint = std::array<char, 16>;
[[nodiscard]] inline std::string_view octets_of(const Fingerprint& fingerprint) {
    return {fingerprint.data(), fingerprint.size()};
}
[[nodiscard]] Fingerprint fingerprint_of(const gateway::StatementLine& line);

// Lines alike are told apart by their number within the file: the n-th of a file is the n-th of the
// account. A file that repeats lines known before brings nothing new; two real twins both count.
class LineCounter {
  public:
    struct Identity {
        Fingerprint fingerprint{};
        std::int32_t occurrence = 1;
        bool known = false;
    };
    LineCounter(ledger::Database& database, std::int64_t bank_account)
        : database_(database), bank_account_(bank_account) {}
    [[nodiscard]] Identity next(const gateway::StatementLine& line);

  private:
    // A digest's first octets are as good a hash as any.
    struct Hash {
        [[nodiscard]] std::size_t operator()(const Fingerprint& fingerprint) const {
            std::size_t hash = 0;
            std::memcpy(&hash, fingerprint.data(), sizeof hash);
            return hash;
        }
    };
    ledger::Database& database_;
    std::int64_t bank_account_;
    std::unordered_map<Fingerprint, std::int32_t, Hash> seen_;
};

}  // namespace almoner::scheduler

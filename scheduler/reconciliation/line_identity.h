// What makes a statement line itself, so that overlapping files are read once and twins are both
// kept.
#pragma once

#include "gateway/statement/statement.h"
#include "ledger/journal/canonical.h"
#include "ledger/storage/database.h"
#include "scheduler/reconciliation/statements_apart.h"

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
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

// Lines alike are told apart by their number: the n-th of a statement is the n-th of the account,
// those left out that statements hold which are apart from it. One that repeats lines known before
// brings nothing new; two real twins both count.
class LineCounter {
  public:
    LineCounter(ledger::Database& database, std::int64_t bank_account)
        : database_(database), bank_account_(bank_account) {}

    // Of one statement after another of a file, each stored, and the lines of those before it.
    // Given in the order of the file; comes back in the order of the table's index, so that whoever
    // looks for them or stores them visits each of its pages once.
    [[nodiscard]] std::vector<LineIdentity> next(std::span<const Fingerprint> lines,
                                                 const StatementSpan& statement);

  private:
    // A digest's first octets are as good a hash as any.
    struct Hash {
        [[nodiscard]] std::size_t operator()(const Fingerprint& fingerprint) const {
            std::size_t hash = 0;
            std::memcpy(&hash, fingerprint.data(), sizeof hash);
            return hash;
        }
    };
    using Numbers = std::set<std::int32_t>;
    // A statement of the file: it holds the numbers up to the last but those that are elsewhere.
    struct Counted {
        std::unordered_map<Fingerprint, std::int32_t, Hash> last{};
        std::unordered_map<Fingerprint, Numbers, Hash> elsewhere{};

        [[nodiscard]] std::int32_t next_of(const Fingerprint& line);
        void add_held(const Fingerprint& line, Numbers& numbers) const;
    };
    // Who is apart from the statement that is counted.
    struct Apart {
        std::optional<std::set<std::size_t>> in_file{};  // found out once it matters
        std::set<std::int64_t> stored{};
    };
    [[nodiscard]] Numbers elsewhere(const Fingerprint& line,
                                    const StatementSpan& statement,
                                    Apart& apart);
    [[nodiscard]] std::set<std::size_t> in_file_apart_from(const StatementSpan& one) const;
    void mark_known(std::vector<LineIdentity>& sorted);
    void pass_over_stored(std::vector<LineIdentity>& sorted);
    void look_up(std::vector<LineIdentity>& sorted);

    ledger::Database& database_;
    std::int64_t bank_account_;
    // The file's statements that were counted, and what any but the last of them holds.
    std::vector<StatementSpan> statements_;
    std::vector<Counted> counted_;
    std::unordered_set<Fingerprint, Hash> in_file_;
};

}  // namespace almoner::scheduler

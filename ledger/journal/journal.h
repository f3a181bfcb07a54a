// The journal: every command that was taken or refused, each row chained to the one before by
// SHA-256.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/journal/canonical.h"
#include "ledger/journal/sha256.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace almoner::ledger {

enum class JournalOutcome : std::uint8_t { accepted = 0, refused = 1 };

// One row as it is hashed. `content` is the command's fields, each with its digest; `body` what it
// did.
struct JournalEntry {
    std::int64_t seq = 0;
    std::int64_t at_ms = 0;
    std::int64_t actor = 0;
    Date booked;
    std::string_view command;
    std::string_view key;
    std::string_view content;
    JournalOutcome outcome = JournalOutcome::accepted;
    std::string_view answer;
    std::string_view body;
};

struct JournalHead {
    std::int64_t seq = 0;
    Digest hash{};
};

// What the journal knows of a key that was used before.
struct StoredAnswer {
    std::int64_t seq = 0;
    std::int64_t actor = 0;
    std::string content;
    JournalOutcome outcome = JournalOutcome::accepted;
    std::string answer;
};

// The digest of a row that follows `before`.
[[nodiscard]] Digest chain_hash(Sha256& hash, const Digest& before, const JournalEntry& entry);

class Journal {
  public:
    explicit Journal(Database& database);

    [[nodiscard]] const JournalHead& head() const { return head_; }
    [[nodiscard]] std::optional<StoredAnswer> find_answer(std::string_view key);
    // `entry.seq` must be head().seq + 1.
    void append(const JournalEntry& entry);
    // Forgets what was appended and not committed.
    void reload();

  private:
    Database& database_;
    Sha256 hash_;
    JournalHead head_;
    std::string largest_key_;  // keys are ordered by time: one above it needs no look
    std::unique_ptr<RowWriter> rows_;
};

}  // namespace almoner::ledger

#include "ledger/journal/journal.h"

#include <algorithm>
#include <array>

namespace almoner::ledger {
namespace {

const Query newest_entry{"SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1"};
const Query largest_key{"SELECT COALESCE(MAX(key), '') FROM journal"};
const Query entry_by_key{"SELECT seq, content, outcome, answer, actor FROM journal WHERE key = $1"};

constexpr std::array<std::string_view, 11> columns{"seq",
                                                   "at_ms",
                                                   "actor",
                                                   "booked",
                                                   "command",
                                                   "key",
                                                   "content",
                                                   "outcome",
                                                   "answer",
                                                   "body",
                                                   "hash"};

}  // namespace

Digest chain_hash(Sha256& hash, const Digest& before, const JournalEntry& entry) {
    CanonicalWriter head;
    constexpr std::size_t most_numbers = 80;
    head.reserve(most_numbers + entry.command.size() + entry.key.size() + entry.content.size() +
                 entry.answer.size());
    head.integer(entry.seq);
    head.integer(entry.at_ms);
    head.integer(entry.actor);
    head.integer(entry.booked.days());
    head.text(entry.command);
    head.text(entry.key);
    head.text(entry.content);
    head.integer(static_cast<std::int64_t>(entry.outcome));
    head.text(entry.answer);
    head.integer(static_cast<std::int64_t>(entry.body.size()));
    hash.add(octets_of(before));
    hash.add(head.octets());
    hash.add(entry.body);
    return hash.finish();
}

std::optional<StoredAnswer> Journal::find_answer(std::string_view key) {
    if (key > largest_key_) return std::nullopt;
    Rows rows = database_.select(entry_by_key, key);
    if (!rows.next()) return std::nullopt;
    return StoredAnswer{.seq = rows.integer(0),
                        .actor = rows.integer(4),
                        .content = rows.str(1),
                        .outcome = static_cast<JournalOutcome>(rows.integer(2)),
                        .answer = rows.str(3)};
}

Journal::Journal(Database& database)
    : database_(database), rows_(database.bulk("journal", columns)) {
    reload();
}

void Journal::reload() {
    head_ = {};
    {
        Rows largest = database_.select(largest_key);
        if (largest.next()) largest_key_ = largest.str(0);
    }
    Rows rows = database_.select(newest_entry);
    if (!rows.next()) return;
    head_.seq = rows.integer(0);
    const std::string_view hash = rows.text(1);
    std::copy_n(hash.begin(), std::min(hash.size(), head_.hash.size()), head_.hash.begin());
}

void Journal::append(const JournalEntry& entry) {
    if (entry.seq != head_.seq + 1) throw InvariantBroken("the journal would skip a row");
    const Digest hash = chain_hash(hash_, head_.hash, entry);
    rows_->integer(entry.seq);
    rows_->integer(entry.at_ms);
    rows_->integer(entry.actor);
    rows_->integer(entry.booked.days());
    rows_->text(entry.command);
    rows_->text(entry.key);
    rows_->blob(entry.content);
    rows_->integer(static_cast<std::int64_t>(entry.outcome));
    rows_->text(entry.answer);
    rows_->blob(entry.body);
    rows_->blob(octets_of(hash));
    rows_->end_row();
    head_ = {.seq = entry.seq, .hash = hash};
    if (entry.key > largest_key_) largest_key_ = entry.key;
}

}  // namespace almoner::ledger

// The one writer of an area: runs commands in groups, each whole or not at all, and journals them.
#pragma once

#include "ledger/area/stamp.h"
#include "ledger/area/work.h"
#include "ledger/journal/journal.h"
#include "ledger/posting/books.h"
#include "ledger/records/records.h"
#include "ledger/values/outcome.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace almoner::ledger {

// What a command came to. A replay of a key gives the stored answer and changes nothing.
struct CommandResult {
    Outcome<std::string> outcome{std::string{}};  // the answer as JSON text without personal data
    std::int64_t seq = 0;                         // its journal row; 0 for a dry run
    bool replayed = false;
};

using Handler = std::function<Outcome<std::string>(Work&)>;

// begin_group(), run() for each command, commit_group(): only then may answers be given out. After
// an exception from run() or commit_group() the group must be abandoned.
class AreaWriter {
  public:
    AreaWriter(Database& database, SaltSource salts);

    void begin_group();
    [[nodiscard]] CommandResult run(const Stamp& stamp, const Handler& handler);
    void commit_group();
    void abandon_group();

    // A group of one.
    [[nodiscard]] CommandResult run_alone(const Stamp& stamp, const Handler& handler);

    [[nodiscard]] const JournalHead& head() const { return journal_.head(); }
    [[nodiscard]] Books& books() { return books_; }
    [[nodiscard]] Database& database() { return database_; }

  private:
    [[nodiscard]] Outcome<std::string> attempt(const Stamp& stamp, const Handler& handler);
    void undo();
    [[nodiscard]] std::string keep_of_refused(const Refusal& refusal);
    [[nodiscard]] Refusal refusal_from(std::string_view text);
    void note_excuses(const std::vector<Excuse>& excuses);
    void journal(const Stamp& stamp, JournalOutcome outcome, const std::string& answer);
    [[nodiscard]] CommandResult replay(const Stamp& stamp, const StoredAnswer& stored);
    [[nodiscard]] std::optional<std::string> salt_of(std::int64_t seq);

    Database& database_;
    Journal journal_;
    Books books_;
    Records records_;
    Work work_;
    CanonicalWriter body_;
    CanonicalWriter content_;
    SaltSource salts_;
    std::unique_ptr<RowWriter> salt_rows_;
};

}  // namespace almoner::ledger

// Checks each record against the digest that its command left in the journal, and replays states.
#pragma once

#include "ledger/journal/canonical.h"
#include "ledger/journal/sha256.h"
#include "ledger/records/record_table.h"
#include "ledger/records/states.h"
#include "ledger/storage/database.h"
#include "ledger/verify/books_replay.h"
#include "ledger/verify/erasures.h"
#include "ledger/verify/fault.h"

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

class RecordReplay {
  public:
    RecordReplay(Database& reader, const Erasures& erasures, FaultList& faults);

    // Reads what one command wrote into the tables of records, the last part of its body.
    // `only`: the tables that it may write to; all where there are none.
    void command(std::int64_t seq,
                 CanonicalReader& body,
                 std::span<const std::string_view> only = {});
    // What the accounts of that command fell short of must stand in its rows of `excuse`, and no
    // more.
    void check_excuses(std::int64_t seq, const std::vector<ExpectedExcuse>& expected);
    // After the last command: no table has more, and every state is where its changes lead.
    void finish();

    [[nodiscard]] std::int64_t records() const { return records_; }

  private:
    // Reads one table in the order of its ids, once, beside the journal.
    struct Cursor {
        const RecordTable* table = nullptr;
        std::unique_ptr<Statement> rows;
        bool there = false;
        std::int64_t next_id = 1;          // by the journal
        std::int64_t last_there = 0;       // in the table, of those that the journal knows
        int state_column = 0;              // 0: the table has no state
        std::vector<std::uint8_t> stored;  // its states, by id - 1
        std::vector<std::uint8_t> replayed;
    };
    struct StateChange {
        std::int64_t id = 0;
        Entity entity{};
        std::int64_t first_id = 0;
        std::int64_t last_id = 0;
        std::uint8_t from = 0;
        std::uint8_t to = 0;
    };

    [[nodiscard]] static std::unique_ptr<Cursor> open(Database& reader, const RecordTable& table);
    [[nodiscard]] Cursor& cursor_of(std::string_view table);
    void advance(Cursor& cursor);
    void skip_before(Cursor& cursor, std::int64_t id);
    void check_run(std::int64_t seq, Cursor& cursor, std::int64_t count, std::string_view digest);
    // Adds the row under the cursor to the digest of its run.
    void take(std::int64_t seq, Cursor& cursor, Sha256& digest);
    void canonical_of(Cursor& cursor, CanonicalWriter& row) const;
    void check_commitment(const Cursor& cursor, const CanonicalWriter& row, Sha256& digest);
    // The same of a row whose text and salt are sealed.
    void check_seal(const Cursor& cursor, Sha256& digest);
    [[nodiscard]] std::string fault_in(const Cursor& cursor, std::string_view row) const;
    void check_erased(const Cursor& cursor);
    void note(const Cursor& cursor);
    void apply_changes();
    void apply(const StateChange& change);
    void compare_states(const Cursor& cursor);

    Database& reader_;
    const Erasures& erasures_;
    FaultList& faults_;
    std::map<std::string, std::unique_ptr<Cursor>, std::less<>> cursors_;
    std::vector<StateChange> changes_;  // of the command being read
    std::vector<ExpectedExcuse> excuses_;
    std::int64_t records_ = 0;
};

}  // namespace almoner::ledger

// Writes records: each row gets its id, stands in the command's journal row by its digest, and
// stays.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/journal/canonical.h"
#include "ledger/journal/sha256.h"
#include "ledger/records/record_table.h"
#include "ledger/storage/database.h"

#include <concepts>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

// 16 octets that nobody can guess: the salt of a commitment to personal text.
using SaltSource = std::function<std::string()>;

// The digest of one row of a personal table as its commitment column holds it: over the salted
// columns.
[[nodiscard]] Digest commitment_of(std::string_view canonical_row);

class Records {
  public:
    Records(Database& database, SaltSource salts);

    void open_command(std::int64_t seq);
    // Inserts a row with these values for `table.columns`, in order; its id. A personal table takes
    // its salt from here: leave the "salt" column out of the values.
    template <class... Values>
    std::int64_t insert(const RecordTable& table, const Values&... values) {
        Target& target = start(table);
        (put(target, values), ...);
        return end(target);
    }
    // For a state or another column that may change; the reason belongs in state_change.
    template <class... Args>
    std::int64_t change(const Query& query, const Args&... args) {
        before_first_write();
        return database_.change(query, args...);
    }
    // The next free `number` of a table of dated versions.
    [[nodiscard]] std::int64_t next_number(const RecordTable& table);

    // Adds {table, first id, count, digest} of each table written to the journal's body.
    void close_command(CanonicalWriter& body);
    void undo_command();
    void reload();

    // Empties every row about this person and records each; nothing about them is kept from then
    // on. How many rows there were.
    std::int64_t erase(std::int64_t person);
    // Whose keys are to be thrown away once the group is committed.
    [[nodiscard]] std::vector<std::int64_t> take_erased();

  private:
    struct Target {
        const RecordTable* table = nullptr;
        std::unique_ptr<RowWriter> rows;
        std::int64_t next_id = 1;
        std::int64_t next_number = 0;  // 0: not asked for yet
        std::int64_t first_id = 0;     // of this command, 0: none
        std::size_t column = 0;
        CanonicalWriter row;
        std::string salt;
        std::int64_t person = 0;  // of the row, where it is sealed
        std::string marked{};
        Sha256 digest;
    };
    static constexpr std::size_t person_column = 1;  // the first of every sealed table
    Target& target_of(const RecordTable& table);
    Target& start(const RecordTable& table);
    std::int64_t end(Target& target);
    void before_first_write();
    void next_column(Target& target);
    void note_marked(Target& target, std::string_view value) const;
    void end_sealed(Target& target, std::string_view commitment);

    template <std::integral I>
    void put(Target& target, I value) {
        next_column(target);
        const auto number = static_cast<std::int64_t>(value);
        target.row.mark('i');
        target.row.integer(number);
        if (target.table->sealed) {
            if (target.column == person_column) target.person = number;
            return;
        }
        target.rows->integer(number);
    }
    void put(Target& target, std::string_view value);
    void put(Target& target, Blob value);
    void put(Target& target, std::nullopt_t nothing);
    void put(Target& target, Money value) { put(target, value.pence()); }
    void put(Target& target, Date value) { put(target, value.days()); }
    void put(Target& target, Stream value) { put(target, static_cast<int>(value)); }
    void put(Target& target, Option value) { put(target, static_cast<int>(value)); }
    template <class T>
    void put(Target& target, const std::optional<T>& value) {
        if (value) {
            put(target, *value);
        } else {
            put(target, std::nullopt);
        }
    }

    Database& database_;
    SaltSource salts_;
    std::map<const RecordTable*, std::unique_ptr<Target>> targets_;
    std::int64_t seq_ = 0;
    bool savepoint_ = false;
    bool wrote_ = false;                 // this command
    std::vector<std::int64_t> erasing_;  // by this command
    std::vector<std::int64_t> erased_;   // by those of this group before it
};

}  // namespace almoner::ledger

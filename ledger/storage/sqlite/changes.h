// What a unit of work changed in the rows of an area, as octets, and how they are applied again.
#pragma once

#include "ledger/journal/canonical.h"
#include "ledger/storage/copy_store.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;

namespace almoner::ledger {

// Notes which rows a connection touches, and after the commit tells them as they then are. It may
// be the only one of its connection.
class ChangeRecorder {
  public:
    explicit ChangeRecorder(sqlite3* handle) : handle_(handle) {}
    ChangeRecorder(const ChangeRecorder&) = delete;
    ChangeRecorder& operator=(const ChangeRecorder&) = delete;
    ~ChangeRecorder();

    // A unit of work begins: what was noted before is forgotten. Throws StorageError.
    void begin(Database& database);
    // Each row that was touched, whole, or its key where it is gone; empty where there are none.
    // Throws StorageError where a table was touched that was made in the same unit of work.
    [[nodiscard]] std::string changes(Database& database);

    struct Touched;  // what SQLite tells of one row

  private:
    struct Table {
        StoredTable names;
        std::vector<int> key_columns;       // where the keys are no numbers of SQLite's own
        std::vector<std::int64_t> numbers;  // of the rows that were touched
        std::vector<std::string> keys;      // the same, in canonical form
    };
    void note(const Touched& touched);
    void note_key(Table& table, const Touched& touched, bool is_new);
    void read_tables(Database& database);
    friend void note_touched(void* recorder, const Touched& touched);

    sqlite3* handle_;
    std::map<std::string, Table, std::less<>> tables_;
    bool is_complete_ = true;
};

// Makes recorded changes again in a copy of the area, in the order in which they were made.
class ChangeApplier {
  public:
    // In the unit of work that is open there.
    explicit ChangeApplier(Database& database);
    // All of them or none. Throws StorageError where a guard of the tables forbids a row, or the
    // changes are of other tables.
    void apply(std::string_view changes);

  private:
    void apply_all(std::string_view changes);
    void apply_table(CanonicalReader& in);

    Database& database_;
    std::map<std::string, StoredTable, std::less<>> tables_;
};

}  // namespace almoner::ledger

// Copies every row of one store into another, and compares two stores row by row.
#pragma once

#include "ledger/storage/database.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace almoner::ledger {

// A table as its store describes it: its columns, and those of its primary key.
struct StoredTable {
    std::string name;
    std::vector<std::string> columns;
    std::vector<std::string> key;
};

struct TableContent {
    std::string name;
    std::int64_t rows = 0;
    std::string sha256;  // over every value of every row, in the order of the key

    friend bool operator==(const TableContent&, const TableContent&) = default;
};

// Both read in the unit of work, or the state, that the database is in.
[[nodiscard]] std::vector<TableContent> contents_of(Database& database,
                                                    std::span<const StoredTable> tables);
[[nodiscard]] bool is_empty(Database& database, std::span<const StoredTable> tables);

// In the unit of work that is open in `to`.
void copy_rows(Database& from, Database& to, std::span<const StoredTable> tables);

}  // namespace almoner::ledger

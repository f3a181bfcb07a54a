// The tables of the migrations one by one, with every guard of theirs: what a check, a unique
// index or a trigger says, and the table's SQL without it.
#pragma once

#include "ledger/storage/migration.h"

#include <span>
#include <string>
#include <vector>

namespace almoner::tests {

struct Guard {
    std::string words;  // "CHECK (amount > 0)", "UNIQUE (ref, version)", "INDEX x", "TRIGGER x"
    std::string without_sql;  // the table with all of its guards but this one
};

struct TableParts {
    std::string name;
    std::string sql;  // the table, its indexes and its triggers
    std::vector<Guard> guards;
};

struct SchemaParts {
    std::string prelude;  // what the triggers call
    std::vector<TableParts> tables;
};

// Of migrations that make tables, indexes, triggers and functions, or a table anew with the rows of
// the one before; throws otherwise.
[[nodiscard]] SchemaParts schema_parts(std::span<const ledger::Migration> migrations);

}  // namespace almoner::tests

#include "ledger/storage/postgres/migrations.h"

#include "ledger/storage/postgres/migration_texts.h"

#include <array>

namespace almoner::ledger {
namespace {

constexpr const char* migration_table =
    "CREATE TABLE migration(number BIGINT PRIMARY KEY, name TEXT COLLATE \"C\" NOT NULL,"
    " checksum TEXT COLLATE \"C\" NOT NULL, at_ms BIGINT NOT NULL)";

const std::array migrations{
    Migration{0, "migrations", migration_table},
    Migration{1, "books", postgres_001_books},
    Migration{2, "records", postgres_002_records},
    Migration{3, "payments", postgres_003_payments},
    Migration{4, "plans", postgres_004_plans},
    Migration{5, "decisions", postgres_005_decisions},
};

}  // namespace

std::span<const Migration> postgres_migrations() {
    return migrations;
}

}  // namespace almoner::ledger

#include "ledger/storage/sqlite/migrations.h"

#include "ledger/journal/sha256.h"
#include "ledger/storage/sqlite/migration_texts.h"
#include "ledger/storage/sqlite/sqlite_database.h"

#include <array>
#include <string>

namespace almoner::ledger {
namespace {

const std::array migrations{
    Migration{1, "books", sqlite_001_books},
    Migration{2, "records", sqlite_002_records},
    Migration{3, "payments", sqlite_003_payments},
    Migration{4, "plans", sqlite_004_plans},
    Migration{5, "decisions", sqlite_005_decisions},
};

const Query migration_done{"SELECT name, checksum FROM migration WHERE number = $1"};
const Query newest_migration{"SELECT COALESCE(MAX(number), 0) FROM migration"};
const Query note_migration{
    "INSERT INTO migration(number, name, checksum, at_ms) VALUES ($1, $2, $3, $4)"};

bool already_done(Database& database, const Migration& migration) {
    Rows rows = database.select(migration_done, migration.number);
    if (!rows.next()) return false;
    if (rows.text(1) != sha256_hex(migration.sql)) {
        throw StorageError("the tables were made by a different text of migration " +
                           std::to_string(migration.number) + ": this is not our database");
    }
    return true;
}

}  // namespace

std::span<const Migration> sqlite_migrations() {
    return migrations;
}

int migrate_sqlite(Database& database, std::int64_t at_ms) {
    database.begin();
    try {
        database.run_script(
            "CREATE TABLE IF NOT EXISTS migration(number INTEGER PRIMARY KEY, name TEXT NOT NULL,"
            " checksum TEXT NOT NULL, at_ms INTEGER NOT NULL) STRICT");
        {
            Rows newest = database.select(newest_migration);
            if (newest.next() && newest.integer(0) > migrations.back().number) {
                throw StorageError("this area was written by a newer almoner: use that one");
            }
        }
        int run = 0;
        for (const Migration& migration : migrations) {
            if (already_done(database, migration)) continue;
            database.run_script(migration.sql);
            database.change(note_migration,
                            migration.number,
                            std::string_view(migration.name),
                            std::string_view(sha256_hex(migration.sql)),
                            at_ms);
            ++run;
        }
        database.commit();
        return run;
    } catch (...) {
        database.rollback();
        throw;
    }
}

}  // namespace almoner::ledger

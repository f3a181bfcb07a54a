#include "ledger/storage/run_migrations.h"

#include "ledger/journal/sha256.h"

#include <string>

namespace almoner::ledger {
namespace {

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

int run_all(Database& database, std::span<const Migration> migrations, std::int64_t at_ms) {
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
    return run;
}

}  // namespace

int run_migrations(Database& database,
                   const char* first,
                   std::span<const Migration> migrations,
                   std::int64_t at_ms) {
    database.begin();
    try {
        database.run_script(first);
        const int run = run_all(database, migrations, at_ms);
        database.commit();
        return run;
    } catch (...) {
        database.rollback();
        throw;
    }
}

}  // namespace almoner::ledger

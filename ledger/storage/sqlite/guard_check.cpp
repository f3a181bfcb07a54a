#include "ledger/storage/sqlite/guard_check.h"

#include "ledger/storage/schema_objects.h"
#include "ledger/storage/sqlite/sqlite_database.h"

#include <memory>
#include <string>

namespace almoner::ledger {
namespace {

constexpr const char* objects_sql =
    "SELECT type, name, COALESCE(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_stat%'"
    " ESCAPE '\\'";
constexpr const char* migrations_sql = "SELECT number, name, checksum FROM migration";

SchemaObjects objects_of(Database& database) {
    SchemaObjects objects;
    const std::unique_ptr<Statement> rows = database.prepare(objects_sql);
    while (rows->step()) {
        objects[std::string(rows->text(0)) + ' ' + std::string(rows->text(1))] = rows->text(2);
    }
    return objects;
}

SchemaObjects migrations_of(Database& database) {
    SchemaObjects migrations;
    const std::unique_ptr<Statement> rows = database.prepare(migrations_sql);
    while (rows->step()) {
        migrations["migration " + std::to_string(rows->integer(0))] =
            std::string(rows->text(1)) + ' ' + std::string(rows->text(2));
    }
    return migrations;
}

}  // namespace

std::vector<GuardFault> sqlite_guard_faults(Database& database) {
    const std::unique_ptr<Database> reference = open_sqlite({}, SqliteUse::memory);
    migrate_sqlite(*reference, 0);
    std::vector<GuardFault> faults;
    const SchemaObjects theirs = objects_of(database);
    compare_objects(objects_of(*reference), theirs, faults);
    if (theirs.contains("table migration")) {
        compare_objects(migrations_of(*reference), migrations_of(database), faults);
    }
    const std::unique_ptr<Statement> check = database.prepare("PRAGMA integrity_check(100)");
    while (check->step()) {
        if (check->text(0) != "ok") faults.push_back({"file", std::string(check->text(0))});
    }
    return faults;
}

}  // namespace almoner::ledger

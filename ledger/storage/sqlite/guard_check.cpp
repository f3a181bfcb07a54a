#include "ledger/storage/sqlite/guard_check.h"

#include "ledger/storage/sqlite/sqlite_database.h"

#include <map>
#include <memory>
#include <string>

namespace almoner::ledger {
namespace {

constexpr const char* objects_sql =
    "SELECT type, name, COALESCE(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_stat%'"
    " ESCAPE '\\'";
constexpr const char* migrations_sql = "SELECT number, name, checksum FROM migration";

using Objects = std::map<std::string, std::string>;

Objects objects_of(Database& database) {
    Objects objects;
    const std::unique_ptr<Statement> rows = database.prepare(objects_sql);
    while (rows->step()) {
        objects[std::string(rows->text(0)) + ' ' + std::string(rows->text(1))] = rows->text(2);
    }
    return objects;
}

Objects migrations_of(Database& database) {
    Objects migrations;
    const std::unique_ptr<Statement> rows = database.prepare(migrations_sql);
    while (rows->step()) {
        migrations["migration " + std::to_string(rows->integer(0))] =
            std::string(rows->text(1)) + ' ' + std::string(rows->text(2));
    }
    return migrations;
}

void compare(const Objects& ours, const Objects& theirs, std::vector<GuardFault>& faults) {
    for (const auto& [name, text] : ours) {
        const auto found = theirs.find(name);
        if (found == theirs.end()) {
            faults.push_back({name, "it is missing"});
        } else if (found->second != text) {
            faults.push_back({name, "it is not as the migrations made it"});
        }
    }
    for (const auto& [name, text] : theirs) {
        if (!ours.contains(name)) faults.push_back({name, "no migration made it"});
    }
}

}  // namespace

std::vector<GuardFault> sqlite_guard_faults(Database& database) {
    const std::unique_ptr<Database> reference = open_sqlite({}, SqliteUse::memory);
    migrate_sqlite(*reference, 0);
    std::vector<GuardFault> faults;
    const Objects theirs = objects_of(database);
    compare(objects_of(*reference), theirs, faults);
    if (theirs.contains("table migration")) {
        compare(migrations_of(*reference), migrations_of(database), faults);
    }
    const std::unique_ptr<Statement> check = database.prepare("PRAGMA integrity_check(100)");
    while (check->step()) {
        if (check->text(0) != "ok") faults.push_back({"file", std::string(check->text(0))});
    }
    return faults;
}

}  // namespace almoner::ledger

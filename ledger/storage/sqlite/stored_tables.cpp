#include "ledger/storage/sqlite/stored_tables.h"

#include <memory>

namespace almoner::ledger {
namespace {

constexpr const char* columns_sql =
    "SELECT m.name, c.name, c.pk FROM sqlite_master m, pragma_table_info(m.name) c"
    " WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    " AND m.name <> 'migration' ORDER BY m.name, c.cid";
constexpr const char* migrations_sql =
    "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migration'";

}  // namespace

bool is_finished(Database& database) {
    return database.prepare(migrations_sql)->step();
}

std::vector<StoredTable> sqlite_tables(Database& database) {
    std::vector<StoredTable> tables;
    const std::unique_ptr<Statement> rows = database.prepare(columns_sql);
    while (rows->step()) {
        if (tables.empty() || tables.back().name != rows->text(0)) {
            tables.push_back({.name = std::string(rows->text(0)), .columns = {}, .key = {}});
        }
        StoredTable& table = tables.back();
        table.columns.emplace_back(rows->text(1));
        const auto place = static_cast<std::size_t>(rows->integer(2));  // in the key, from 1
        if (place == 0) continue;
        if (table.key.size() < place) table.key.resize(place);
        table.key[place - 1] = table.columns.back();
    }
    return tables;
}

}  // namespace almoner::ledger

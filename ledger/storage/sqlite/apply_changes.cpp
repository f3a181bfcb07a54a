#include "ledger/storage/sqlite/changes.h"
#include "ledger/storage/sqlite/row_sql.h"
#include "ledger/storage/sqlite/stored_tables.h"
#include "ledger/storage/stored_value.h"

#include <memory>

namespace almoner::ledger {
namespace {

// The row that it takes the place of may have another key: the last state of all rows has no two
// that meet, so none that belongs there is lost.
std::string put_sql(const StoredTable& table) {
    std::string values;
    for (std::size_t i = 1; i <= table.columns.size(); ++i) {
        values += (i == 1 ? "$" : ", $") + std::to_string(i);
    }
    return "INSERT OR REPLACE INTO " + table.name + " (" + listed(table.columns) + ") VALUES (" +
           values + ")";
}

std::string remove_sql(const StoredTable& table) {
    return "DELETE FROM " + table.name + " WHERE " + where_key(table);
}

void run_with(Statement& statement, CanonicalReader& in, std::size_t values) {
    statement.reset();
    for (std::size_t i = 1; i <= values; ++i) bind_value(statement, static_cast<int>(i), in);
    (void)statement.step();
    statement.reset();
}

}  // namespace

ChangeApplier::ChangeApplier(Database& database) : database_(database) {
    for (StoredTable& each : sqlite_tables(database)) {
        std::string name = each.name;
        tables_[std::move(name)] = std::move(each);
    }
}

void ChangeApplier::apply(std::string_view changes) {
    database_.savepoint();
    try {
        apply_all(changes);
        database_.release_savepoint();
    } catch (const StorageError&) {
        database_.rollback_to_savepoint();
        throw;
    }
}

void ChangeApplier::apply_all(std::string_view changes) {
    try {
        CanonicalReader in(changes);
        while (!in.at_end()) apply_table(in);
    } catch (const CanonicalReader::Unreadable& error) {
        throw StorageError(error.what());
    }
}

void ChangeApplier::apply_table(CanonicalReader& in) {
    const auto found = tables_.find(in.text());
    const std::int64_t columns = in.integer();
    if (found == tables_.end() ||
        columns != static_cast<std::int64_t>(found->second.columns.size())) {
        throw StorageError("these changes are of other tables");
    }
    const StoredTable& table = found->second;
    const auto put = database_.prepare(put_sql(table).c_str());
    const auto remove = database_.prepare(remove_sql(table).c_str());
    for (std::int64_t left = in.integer(); left > 0; --left) {
        if (in.mark() == put_row) {
            run_with(*put, in, table.columns.size());
        } else {
            CanonicalReader key(in.text());
            run_with(*remove, key, table.key.size());
        }
    }
}

}  // namespace almoner::ledger

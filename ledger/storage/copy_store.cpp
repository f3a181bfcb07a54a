#include "ledger/storage/copy_store.h"

#include "ledger/journal/sha256.h"
#include "ledger/storage/stored_value.h"

#include <memory>
#include <string_view>

namespace almoner::ledger {
namespace {

std::string listed(const std::vector<std::string>& names) {
    std::string list;
    for (const std::string& name : names) {
        if (!list.empty()) list += ", ";
        list += name;
    }
    return list;
}

// Every name comes from the store's own catalogue, never from a caller.
std::unique_ptr<Statement> rows_of(Database& database, const StoredTable& table) {
    const std::string sql = "SELECT " + listed(table.columns) + " FROM " + table.name +
                            " ORDER BY " + listed(table.key);
    return database.prepare(sql.c_str());
}

void copy(RowWriter& to, const Statement& from, int column) {
    switch (from.kind(column)) {
        case ValueKind::nothing: to.null(); return;
        case ValueKind::integer: to.integer(from.integer(column)); return;
        case ValueKind::text: to.text(from.text(column)); return;
        case ValueKind::blob: to.blob(from.text(column)); return;
    }
}

}  // namespace

std::vector<TableContent> contents_of(Database& database, std::span<const StoredTable> tables) {
    std::vector<TableContent> contents;
    for (const StoredTable& table : tables) {
        TableContent content{.name = table.name, .rows = 0, .sha256 = ""};
        const std::unique_ptr<Statement> rows = rows_of(database, table);
        Sha256 digest;
        CanonicalWriter row;
        while (rows->step()) {
            row.clear();
            for (std::size_t i = 0; i < table.columns.size(); ++i) {
                write_value(row, *rows, static_cast<int>(i));
            }
            digest.add(row.octets());
            ++content.rows;
        }
        content.sha256 = hex(octets_of(digest.finish()));
        contents.push_back(std::move(content));
    }
    return contents;
}

bool is_empty(Database& database, std::span<const StoredTable> tables) {
    for (const StoredTable& table : tables) {
        const std::string sql = "SELECT 1 FROM " + table.name + " LIMIT 1";
        if (database.prepare(sql.c_str())->step()) return false;
    }
    return true;
}

void copy_rows(Database& from, Database& to, std::span<const StoredTable> tables) {
    for (const StoredTable& table : tables) {
        const std::vector<std::string_view> columns(table.columns.begin(), table.columns.end());
        const std::unique_ptr<RowWriter> writer = to.bulk(table.name, columns);
        const std::unique_ptr<Statement> rows = rows_of(from, table);
        while (rows->step()) {
            for (std::size_t i = 0; i < columns.size(); ++i) {
                copy(*writer, *rows, static_cast<int>(i));
            }
            writer->end_row();
        }
        writer->flush();
    }
}

}  // namespace almoner::ledger

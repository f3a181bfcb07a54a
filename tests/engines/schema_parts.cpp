#include "tests/engines/schema_parts.h"

#include <algorithm>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace almoner::tests {
namespace {

bool ends_statement(const std::string& statement, std::string_view line) {
    if (!line.ends_with(';')) return false;
    if (statement.starts_with("CREATE FUNCTION")) return line.ends_with("$$;");
    const bool has_body = statement.starts_with("CREATE TRIGGER") &&
                          statement.find("\n  BEGIN ") != std::string::npos;
    return !has_body || line.ends_with("END;");
}

std::vector<std::string> statements_of(const char* sql) {
    std::vector<std::string> statements;
    std::string statement;
    std::istringstream lines(sql);
    for (std::string line; std::getline(lines, line);) {
        if (line.empty() || line.starts_with("--")) continue;
        statement += line + "\n";
        if (!ends_statement(statement, line)) continue;
        statements.push_back(std::exchange(statement, {}));
    }
    if (!statement.empty()) throw std::runtime_error("a statement without an end: " + statement);
    return statements;
}

// The word that follows these words.
std::string name_after(const std::string& sql, std::string_view words) {
    const std::size_t from = sql.find(words);
    if (from == std::string::npos) return {};
    const std::size_t first = from + words.size();
    return sql.substr(first, sql.find_first_of(" (\n", first) - first);
}

std::size_t end_of_brackets(const std::string& sql, std::size_t open) {
    int depth = 0;
    for (std::size_t at = open; at < sql.size(); ++at) {
        if (sql[at] == '(') ++depth;
        if (sql[at] == ')' && --depth == 0) return at + 1;
    }
    throw std::runtime_error("a bracket without an end: " + sql);
}

// A guard of its own goes with the comma before it, one of a column does not.
std::string cut(std::string sql, std::size_t first, std::size_t end) {
    const std::size_t before = sql.find_last_not_of(" \n", first - 1);
    if (sql[before] == ',') first = before;
    return sql.erase(first, end - first);
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
        text.replace(at, from.size(), to);
        at += to.size();
    }
}

// The name of the column whose definition holds this place.
std::string column_at(const std::string& sql, std::size_t at) {
    const std::size_t first = sql.find_first_not_of(" \n", sql.find_last_of(",(", at) + 1);
    return sql.substr(first, sql.find(' ', first) - first);
}

std::vector<Guard> guards_of_table(const std::string& sql) {
    std::vector<Guard> guards;
    for (std::size_t at = sql.find("CHECK ("); at != std::string::npos;
         at = sql.find("CHECK (", at + 1)) {
        const std::size_t end = end_of_brackets(sql, at);
        std::string words = sql.substr(at, end - at);
        replace_all(words, "octet_length", "length");
        guards.push_back({words, cut(sql, at, end)});
    }
    for (std::size_t at = sql.find("UNIQUE"); at != std::string::npos;
         at = sql.find("UNIQUE", at + 1)) {
        const bool is_of_table = sql.substr(at, 8) == "UNIQUE (";
        const std::size_t end = is_of_table ? end_of_brackets(sql, at) : at + 6;
        const std::string words =
            is_of_table ? sql.substr(at, end - at) : "UNIQUE (" + column_at(sql, at) + ")";
        guards.push_back({words, cut(sql, at, end)});
    }
    return guards;
}

TableParts& table_of(SchemaParts& schema, const std::string& sql) {
    const std::string name = name_after(sql, " ON ");
    const auto table = std::ranges::find(schema.tables, name, &TableParts::name);
    if (table == schema.tables.end()) throw std::runtime_error("of no table: " + sql);
    return *table;
}

void add_to_all(TableParts& table, const std::string& sql) {
    table.sql += sql;
    for (Guard& guard : table.guards) guard.without_sql += sql;
}

// A guard that a later migration drops is none of its table's any more.
void drop_index(SchemaParts& schema, const std::string& name) {
    const std::string made = "CREATE UNIQUE INDEX " + name + " ";
    const auto leave_out = [&](std::string& sql) {
        const std::size_t first = sql.find(made);
        if (first != std::string::npos) sql.erase(first, sql.find('\n', first) + 1 - first);
    };
    for (TableParts& table : schema.tables) {
        if (std::erase_if(table.guards,
                          [&](const Guard& each) { return each.words == "INDEX " + name; }) == 0) {
            continue;
        }
        leave_out(table.sql);
        for (Guard& guard : table.guards) leave_out(guard.without_sql);
        return;
    }
    throw std::runtime_error("no guard of a table: " + name);
}

void add(SchemaParts& schema, const std::string& sql) {
    if (sql.starts_with("CREATE FUNCTION")) {
        schema.prelude += sql;
    } else if (sql.starts_with("CREATE TABLE")) {
        const std::string name = name_after(sql, "CREATE TABLE ");
        // A table that is made anew takes the place of the one before.
        std::erase_if(schema.tables, [&](const TableParts& each) { return each.name == name; });
        schema.tables.push_back({name, sql, guards_of_table(sql)});
    } else if (sql.starts_with("ALTER ") || sql.starts_with("INSERT INTO ") ||
               sql.starts_with("DROP TABLE ")) {
        return;
    } else if (sql.starts_with("DROP INDEX ")) {
        const std::string named = sql.substr(std::string_view("DROP INDEX ").size());
        drop_index(schema, named.substr(0, named.find(';')));
    } else if (sql.starts_with("CREATE INDEX")) {
        add_to_all(table_of(schema, sql), sql);
    } else if (sql.starts_with("CREATE UNIQUE INDEX") || sql.starts_with("CREATE TRIGGER")) {
        TableParts& table = table_of(schema, sql);
        const std::string without = table.sql;
        add_to_all(table, sql);
        const bool is_trigger = sql.starts_with("CREATE TRIGGER");
        table.guards.push_back({is_trigger ? "TRIGGER " + name_after(sql, "CREATE TRIGGER ")
                                           : "INDEX " + name_after(sql, "CREATE UNIQUE INDEX "),
                                without});
    } else {
        throw std::runtime_error("neither a table nor a guard: " + sql);
    }
}

}  // namespace

SchemaParts schema_parts(std::span<const ledger::Migration> migrations) {
    SchemaParts schema;
    for (const ledger::Migration& migration : migrations) {
        for (const std::string& sql : statements_of(migration.sql)) add(schema, sql);
    }
    return schema;
}

}  // namespace almoner::tests

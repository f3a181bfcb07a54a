// Each guard of the tables refuses what it is there for, and nothing else would: with that guard
// alone taken away, the same row goes in. A guard that no row asks for is named as well.
#include "ledger/storage/postgres/migrations.h"
#include "ledger/storage/sqlite/migrations.h"
#include "tests/engines/broken_rows.h"
#include "tests/engines/schema_parts.h"
#include "tests/engines/stores.h"

#include <algorithm>
#include <map>
#include <sstream>
#include <string>

namespace almoner::tests {
namespace {

using ledger::StorageError;

using Row = std::map<std::string, std::string, std::less<>>;

void put(Row& row, std::string_view words) {
    std::istringstream values{std::string(words)};
    std::string name;
    while (std::getline(values, name, '=')) {
        std::string value;
        if (values.peek() == '\'') {
            values.get();
            std::getline(values, value, '\'');
            value = "'" + value + "'";
            values.get();
        } else {
            std::getline(values, value, ' ');
        }
        row[name] = value;
    }
}

template <class Store>
class MutatedGuards : public ::testing::Test {
  protected:
    void SetUp() override {
        if (!Store::is_there()) GTEST_SKIP() << "PostgreSQL is not installed";
        store_.emplace();
        writer_ = store_->open_writer();
        is_sqlite_ = writer_->engine() == "sqlite";
        schema_ =
            schema_parts(is_sqlite_ ? ledger::sqlite_migrations() : ledger::postgres_migrations());
        if (!schema_.prelude.empty()) run(schema_.prelude);
    }

    void run(const std::string& sql) { writer_->run_script(sql.c_str()); }

    [[nodiscard]] std::string insert(std::string_view table, const Row& row) const {
        std::string names;
        std::string values;
        for (const auto& [name, value] : row) {
            names += (names.empty() ? "" : ",") + name;
            values += (values.empty() ? "" : ",") + octets(value);
        }
        return "INSERT INTO " + std::string(table) + "(" + names + ") VALUES (" + values + ")";
    }

    // "octets32" as the engine writes 32 octets.
    [[nodiscard]] std::string octets(const std::string& value) const {
        if (!value.starts_with("octets")) return value;
        const std::string count = value.substr(6);
        return is_sqlite_ ? "zeroblob(" + count + ")" : "decode(repeat('00'," + count + "),'hex')";
    }

    // "refused", "accepted", or what else went wrong.
    [[nodiscard]] std::string outcome(const TableRows& rows,
                                      const BrokenRow& broken,
                                      const std::string& table_sql) {
        Row row;
        put(row, rows.good);
        put(row, broken.first);
        run("DROP TABLE IF EXISTS " + std::string(rows.table));
        run(table_sql);
        if (!broken.guard.starts_with("CHECK")) run(insert(rows.table, row));
        const bool is_statement = broken.guard.starts_with("TRIGGER");
        if (!is_statement) put(row, broken.change);
        try {
            run(is_statement ? std::string(broken.change) : insert(rows.table, row));
            return "accepted";
        } catch (const StorageError& error) {
            return error.guard ? "refused" : error.what();
        }
    }

    // PostgreSQL alone can empty a table at once.
    [[nodiscard]] bool is_for_this_store(const BrokenRow& broken) const {
        return !is_sqlite_ || !broken.change.starts_with("TRUNCATE");
    }

    std::optional<Store> store_;
    std::unique_ptr<ledger::Database> writer_;
    bool is_sqlite_ = true;
    SchemaParts schema_;
};

TYPED_TEST_SUITE(MutatedGuards, BothStores);

TYPED_TEST(MutatedGuards, EachRefusesWhatNothingElseWould) {
    for (const TableRows& rows : broken_rows()) {
        const auto table = std::ranges::find(this->schema_.tables, rows.table, &TableParts::name);
        ASSERT_NE(table, this->schema_.tables.end()) << rows.table;
        for (const BrokenRow& broken : rows.broken) {
            if (!this->is_for_this_store(broken)) continue;
            const auto guard = std::ranges::find(table->guards, broken.guard, &Guard::words);
            ASSERT_NE(guard, table->guards.end()) << rows.table << ": " << broken.guard;
            EXPECT_EQ(this->outcome(rows, broken, table->sql), "refused")
                << rows.table << ": " << broken.guard;
            EXPECT_EQ(this->outcome(rows, broken, guard->without_sql), "accepted")
                << rows.table << " without " << broken.guard;
        }
    }
}

TYPED_TEST(MutatedGuards, NoneIsWithoutARowThatItRefuses) {
    std::vector<std::string> survivors;
    for (const TableParts& table : this->schema_.tables) {
        const auto rows = std::ranges::find(broken_rows(), table.name, &TableRows::table);
        for (const Guard& guard : table.guards) {
            const bool is_asked_for =
                rows != broken_rows().end() &&
                std::ranges::find(rows->broken, guard.words, &BrokenRow::guard) !=
                    rows->broken.end();
            if (!is_asked_for) survivors.push_back(table.name + ": " + guard.words);
        }
    }
    EXPECT_EQ(survivors, std::vector<std::string>{});
}

// The names must be one table's own, or a mutation would be looked for under another's.
TYPED_TEST(MutatedGuards, EachIsNamedOnceInItsTable) {
    for (const TableParts& table : this->schema_.tables) {
        for (const Guard& guard : table.guards) {
            EXPECT_EQ(std::ranges::count(table.guards, guard.words, &Guard::words), 1)
                << table.name << ": " << guard.words;
        }
    }
}

}  // namespace
}  // namespace almoner::tests

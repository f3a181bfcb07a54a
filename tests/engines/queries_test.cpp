#include "ledger/records/record_table.h"
#include "ledger/storage/postgres/migrations.h"
#include "ledger/storage/query.h"
#include "ledger/storage/sqlite/sqlite_database.h"
#include "tests/engines/postgres_server.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace almoner::ledger {
namespace {

using tests::PostgresServer;

std::unique_ptr<Database> sqlite() {
    std::unique_ptr<Database> database = open_sqlite({}, SqliteUse::memory);
    migrate_sqlite(*database, 0);
    return database;
}

// As the adapters make them from the list of record tables.
std::vector<std::string> statements_of(const RecordTable& table) {
    std::string columns = "id, seq";
    std::size_t count = table.columns.size() + 2;
    for (const std::string_view column : table.columns) columns += ", " + std::string(column);
    if (table.personal) {
        columns += ", commitment";
        ++count;
    }
    std::string values = "$1";
    for (std::size_t i = 2; i <= count; ++i) values += ", $" + std::to_string(i);
    const std::string name(table.name);
    return {"INSERT INTO " + name + "(" + columns + ") VALUES (" + values + ")",
            "SELECT " + columns + " FROM " + name + " ORDER BY id"};
}

class Postgres : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        server = PostgresServer::start();
        if (!server) return;
        server->run("CREATE SCHEMA area_1; SET search_path TO area_1");
        server->run(postgres_store_tables);
        for (const Migration& migration : postgres_migrations()) server->run(migration.sql);
    }
    static void TearDownTestSuite() { server.reset(); }
    void SetUp() override {
        if (!server) GTEST_SKIP() << "PostgreSQL is not installed";
    }
    static std::unique_ptr<PostgresServer> server;
};

std::unique_ptr<PostgresServer> Postgres::server;

TEST(Sqlite, PreparesEveryQuery) {
    const std::unique_ptr<Database> database = sqlite();
    ASSERT_GT(Query::all().size(), 100U);
    for (const Query* const query : Query::all()) {
        EXPECT_NO_THROW((void)database->prepare(query->text())) << query->text();
    }
}

TEST_F(Postgres, PreparesEveryQuery) {
    for (const Query* const query : Query::all()) {
        EXPECT_EQ(server->refusal_of(query->text()), "") << query->text();
    }
}

TEST_F(Postgres, PreparesTheStatementsOfEveryRecordTable) {
    for (const RecordTable* const table : record_tables()) {
        if (table->sealed) continue;  // its columns are of what is inside
        for (const std::string& sql : statements_of(*table)) {
            EXPECT_EQ(server->refusal_of(sql.c_str()), "") << sql;
        }
    }
}

TEST_F(Postgres, HasTheSameTablesAndColumnsAsSqlite) {
    const std::unique_ptr<Database> database = sqlite();
    std::vector<std::string> ours;
    const auto rows = database->prepare(
        "SELECT m.name || '.' || c.name FROM sqlite_master m, pragma_table_xinfo(m.name) c"
        " WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' ORDER BY 1");
    while (rows->step()) ours.emplace_back(rows->text(0));
    EXPECT_EQ(server->values("SELECT table_name || '.' || column_name COLLATE \"C\""
                             " FROM information_schema.columns WHERE table_schema = 'area_1'"
                             " AND table_name <> 'writer_epoch'"
                             " ORDER BY 1"),
              ours);
}

TEST_F(Postgres, HasTheSameIndexesAndTriggersAsSqlite) {
    const std::unique_ptr<Database> database = sqlite();
    std::vector<std::string> ours;
    const auto rows = database->prepare(
        "SELECT name FROM sqlite_master WHERE type IN ('index', 'trigger')"
        " AND name NOT LIKE 'sqlite%' ORDER BY 1");
    while (rows->step()) ours.emplace_back(rows->text(0));
    EXPECT_EQ(server->values("SELECT name COLLATE \"C\" FROM (SELECT indexname::text AS name"
                             " FROM pg_indexes WHERE schemaname = 'area_1'"
                             " AND indexname !~ '_(pkey|key[0-9]*)$' UNION SELECT tgname::text"
                             " FROM pg_trigger WHERE NOT tgisinternal"
                             " AND tgname !~ '_emptied$') AS named ORDER BY 1"),
              ours);
}

}  // namespace
}  // namespace almoner::ledger

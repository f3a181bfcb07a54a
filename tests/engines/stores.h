// An empty area in each store, for tests that both must pass.
#pragma once

#include "ledger/storage/database.h"
#include "ledger/storage/postgres/postgres_database.h"
#include "ledger/storage/sqlite/sqlite_database.h"
#include "tests/engines/postgres_server.h"
#include "tests/support/test_area.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace almoner::tests {

class SqliteStore {
  public:
    [[nodiscard]] static bool is_there() { return true; }
    [[nodiscard]] std::unique_ptr<ledger::Database> open_writer() const {
        return with_shared_keys(ledger::open_sqlite(folder_.path(), ledger::SqliteUse::write));
    }
    [[nodiscard]] std::unique_ptr<ledger::Database> open_reader() const {
        return with_shared_keys(ledger::open_sqlite(folder_.path(), ledger::SqliteUse::read));
    }
    static int migrate(ledger::Database& database) { return ledger::migrate_sqlite(database, 0); }

  private:
    TempFolder folder_;
};

// In a schema of its own of the server that all tests share.
class PostgresStore {
  public:
    PostgresStore() : schema_("area_" + std::to_string(++schemas)) {}
    [[nodiscard]] static bool is_there() { return PostgresServer::shared() != nullptr; }
    [[nodiscard]] std::string url() const { return PostgresServer::shared()->url(schema_); }
    [[nodiscard]] const std::string& schema() const { return schema_; }
    [[nodiscard]] ledger::StorePlace place() const { return ledger::store_place(url()).value(); }
    [[nodiscard]] std::unique_ptr<ledger::Database> open_writer() const {
        return with_shared_keys(ledger::open_postgres(place(), ledger::PostgresUse::write));
    }
    [[nodiscard]] std::unique_ptr<ledger::Database> open_reader() const {
        return with_shared_keys(ledger::open_postgres(place(), ledger::PostgresUse::read));
    }
    static int migrate(ledger::Database& database) { return ledger::migrate_postgres(database, 0); }

  private:
    static inline int schemas = 0;
    std::string schema_;
};

using BothStores = ::testing::Types<SqliteStore, PostgresStore>;

// A migrated area whose writer is open.
template <class Store>
class OnStore : public ::testing::Test {
  protected:
    void SetUp() override {
        if (!Store::is_there()) GTEST_SKIP() << "PostgreSQL is not installed";
        store = std::make_unique<Store>();
        writer = store->open_writer();
        ASSERT_GT(Store::migrate(*writer), 0);
    }
    // The first value of the first row.
    [[nodiscard]] std::int64_t number(ledger::Database& database, const char* sql) const {
        const auto statement = database.prepare(sql);
        return statement->step() ? statement->integer(0) : -1;
    }
    [[nodiscard]] std::int64_t number(const char* sql) const { return number(*writer, sql); }

    std::unique_ptr<Store> store;
    std::unique_ptr<ledger::Database> writer;
};

}  // namespace almoner::tests

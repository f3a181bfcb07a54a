// What was recorded of each commit makes a copy the same again, row by row.
#include "ledger/storage/sqlite/changes.h"

#include "ledger/storage/copy_store.h"
#include "ledger/storage/sqlite/online_copy.h"
#include "ledger/storage/sqlite/sqlite_database.h"
#include "ledger/storage/sqlite/stored_tables.h"
#include "tests/support/test_area.h"

#include <gtest/gtest.h>

#include <array>
#include <random>

namespace almoner::ledger {
namespace {

struct Heard {
    std::vector<std::string> changes{};
    int lost = 0;
};

class Listener final : public CommitListener {
  public:
    explicit Listener(Heard& heard) : heard_(heard) {}
    void committed(Database& /*database*/, std::string changes) override {
        heard_.changes.push_back(std::move(changes));
    }
    void lost() override { ++heard_.lost; }

  private:
    Heard& heard_;
};

// A numbered table with a column that SQLite works out and a name that is once only, and one whose
// rows SQLite does not number.
constexpr const char* tables =
    "CREATE TABLE line(id INTEGER PRIMARY KEY, name TEXT UNIQUE, octets BLOB, amount INTEGER,"
    " twice INTEGER AS (amount * 2) VIRTUAL) STRICT;"
    "CREATE TABLE day(account INTEGER, word TEXT, amount INTEGER, PRIMARY KEY (account, word))"
    " STRICT, WITHOUT ROWID;"
    "INSERT INTO line(id, name) VALUES (1, 'one'), (2, 'two'), (3, 'three');"
    "INSERT INTO day VALUES (1, 'a', 1), (1, 'b', 2), (2, 'a', 3);";

class Changes : public ::testing::Test {
  protected:
    Changes() {
        {
            const auto made = open_sqlite(folder.path(), SqliteUse::write);
            made->run_script(tables);
        }
        std::filesystem::create_directory(folder.path() / "copy");
        copy_online(folder.path(), folder.path() / "copy" / "almoner.db");
        source = open_sqlite(folder.path(), SqliteUse::write, std::make_unique<Listener>(heard));
    }

    void commit(const char* sql) {
        source->begin();
        source->run_script(sql);
        source->commit();
    }
    static std::vector<TableContent> rows_of(Database& database) {
        return contents_of(database, sqlite_tables(database));
    }
    void expect_the_copy_is_the_same() {
        const auto copy = open_sqlite(folder.path() / "copy", SqliteUse::write);
        copy->begin();
        {
            ChangeApplier applier(*copy);
            for (const std::string& each : heard.changes) applier.apply(each);
        }
        copy->commit();
        heard.changes.clear();
        EXPECT_EQ(rows_of(*copy), rows_of(*source));
        EXPECT_EQ(heard.lost, 0);
    }

    tests::TempFolder folder;
    Heard heard;
    std::unique_ptr<Database> source;
};

TEST_F(Changes, OfEachKindOfStatementMakeTheCopyTheSame) {
    for (const char* const sql : {
             "INSERT INTO line(id, name, octets, amount) VALUES (4, 'four', x'00ff', -1)",
             "UPDATE line SET name = NULL, amount = 9223372036854775807 WHERE id < 3",
             "UPDATE line SET id = 7 WHERE id = 1",
             "DELETE FROM line WHERE id = 2",
             "INSERT OR REPLACE INTO line(id, name) VALUES (9, 'three')",
             "INSERT INTO day VALUES (3, '', NULL)",
             "UPDATE day SET amount = 10",
             "UPDATE day SET word = 'c' WHERE account = 1 AND word = 'a'",
             "INSERT INTO day VALUES (2, 'a', 1) ON CONFLICT DO UPDATE SET amount = 99",
             "DELETE FROM day WHERE account = 1",
             "DELETE FROM line",
         }) {
        SCOPED_TRACE(sql);
        commit(sql);
        EXPECT_EQ(heard.changes.size(), 1U);
        expect_the_copy_is_the_same();
    }
}

// Each of them meets a row that is still there in the copy.
TEST_F(Changes, ThatChangePlacesMakeTheCopyTheSame) {
    commit(
        "UPDATE line SET name = 'x' WHERE id = 1; UPDATE line SET name = 'one' WHERE id = 2;"
        "UPDATE line SET name = 'two' WHERE id = 3; UPDATE line SET name = 'three' WHERE id = 1");
    expect_the_copy_is_the_same();
    commit("DELETE FROM line WHERE id = 1; INSERT INTO line(id, name) VALUES (5, 'three')");
    expect_the_copy_is_the_same();
}

TEST_F(Changes, OfRowsInBulkMakeTheCopyTheSame) {
    constexpr std::array<std::string_view, 3> columns{"id", "name", "amount"};
    source->begin();
    {
        const auto rows = source->bulk("line", columns);
        for (std::int64_t id = 100; id < 3'000; ++id) {
            const std::string name = "n" + std::to_string(id);
            rows->integer(id);
            rows->text(name);
            rows->integer(-id);
            rows->end_row();
        }
        rows->flush();
    }
    source->commit();
    expect_the_copy_is_the_same();
}

TEST_F(Changes, ThatWereTakenBackAreNotTold) {
    source->begin();
    source->run_script("INSERT INTO line(id, name) VALUES (4, 'four')");
    source->savepoint();
    source->run_script("INSERT INTO line(id, name) VALUES (5, 'five'); DELETE FROM day");
    source->rollback_to_savepoint();
    source->commit();
    expect_the_copy_is_the_same();
    source->begin();
    source->run_script("DELETE FROM line");
    source->rollback();
    source->begin();
    source->savepoint();
    source->run_script("DELETE FROM line");
    source->rollback_to_savepoint();
    source->commit();
    EXPECT_TRUE(heard.changes.empty());
    commit("UPDATE line SET amount = 3");
    expect_the_copy_is_the_same();
}

TEST_F(Changes, OfATableThatWasMadeInTheSameCommitAreLostAndTheNextAreNot) {
    commit("CREATE TABLE late(id INTEGER PRIMARY KEY) STRICT; INSERT INTO late VALUES (1)");
    EXPECT_EQ(heard.lost, 1);
    EXPECT_TRUE(heard.changes.empty());
    commit("INSERT INTO late VALUES (2)");
    EXPECT_EQ(heard.lost, 1);
    EXPECT_EQ(heard.changes.size(), 1U);
}

TEST_F(Changes, ThatDoNotFitAreAppliedAllOrNotAtAll) {
    commit("UPDATE line SET amount = 1");
    std::string spoiled = heard.changes.at(0);
    spoiled.pop_back();
    const auto copy = open_sqlite(folder.path() / "copy", SqliteUse::write);
    const auto before = rows_of(*copy);
    copy->begin();
    ChangeApplier applier(*copy);
    EXPECT_THROW(applier.apply(spoiled), StorageError);
    EXPECT_EQ(rows_of(*copy), before);
    EXPECT_NO_THROW(applier.apply(heard.changes.at(0)));
    copy->commit();
}

TEST_F(Changes, OfManyRandomCommitsMakeTheCopyTheSame) {
    std::mt19937 random(20261122);
    const auto number = [&](int most) {
        return std::to_string(std::uniform_int_distribution<int>(1, most)(random));
    };
    constexpr int commits = 200;
    for (int i = 0; i < commits; ++i) {
        const std::array statements{
            "INSERT OR REPLACE INTO line(id, name, amount) VALUES (" + number(20) + ", 'n" +
                number(20) + "', " + number(1000) + ")",
            "UPDATE OR REPLACE line SET id = " + number(20) + " WHERE id = " + number(20),
            "DELETE FROM line WHERE id = " + number(20),
            "INSERT OR REPLACE INTO day VALUES (" + number(5) + ", 'w" + number(5) + "', " +
                number(1000) + ")",
            "UPDATE OR REPLACE day SET word = 'w" + number(5) + "' WHERE account = " + number(5) +
                " AND word = 'w" + number(5) + "'",
            "DELETE FROM day WHERE amount < " + number(300)};
        source->begin();
        for (int j = 0; j < 4; ++j) {
            source->run_script(statements.at(random() % statements.size()).c_str());
        }
        source->commit();
    }
    EXPECT_GT(heard.changes.size(), 100U);
    expect_the_copy_is_the_same();
}

}  // namespace
}  // namespace almoner::ledger

// What a refusal left behind is seen by the values of the rows, and not by their number alone.
#include "tests/simulator/content.h"

#include "ledger/storage/sqlite/sqlite_database.h"

#include <gtest/gtest.h>

namespace almoner::tests {
namespace {

struct Left {
    const char* sql;
    const char* seen;
};
std::ostream& operator<<(std::ostream& out, const Left& left) {
    return out << left.sql;
}

class SimulatorContent : public ::testing::TestWithParam<Left> {};

// A journal, of which row 2 is a refusal (outcome 1), and one table of each kind beside it.
std::unique_ptr<ledger::Database> small_store() {
    auto database = ledger::open_sqlite({}, ledger::SqliteUse::memory);
    database->run_script(
        "CREATE TABLE journal(seq INTEGER PRIMARY KEY, outcome INTEGER, answer TEXT);"
        "CREATE TABLE evaluation(id INTEGER PRIMARY KEY, seq INTEGER, effect TEXT);"
        "CREATE TABLE task(id INTEGER PRIMARY KEY, state INTEGER, words TEXT, octets BLOB);"
        "INSERT INTO journal VALUES (1, 0, '{}'), (2, 1, 'no');"
        "INSERT INTO evaluation VALUES (1, 1, 'allow'), (2, 2, 'block');"
        "INSERT INTO task VALUES (1, 1, 'look', x'00'), (2, 1, NULL, NULL);");
    return database;
}

TEST_P(SimulatorContent, IsSeenOrMayBe) {
    const auto database = small_store();
    const Content content(*database);
    const Digests before = content.digests();
    database->run_script(GetParam().sql);
    EXPECT_EQ(difference(before, content.digests()), GetParam().seen);
}

INSTANTIATE_TEST_SUITE_P(
    After,
    SimulatorContent,
    ::testing::Values(Left{"UPDATE task SET state = 2 WHERE id = 2", " task"},
                      Left{"UPDATE task SET words = 'Look' WHERE id = 1", " task"},
                      Left{"UPDATE task SET words = '' WHERE id = 2", " task"},
                      Left{"UPDATE task SET octets = x'01' WHERE id = 1", " task"},
                      Left{"DELETE FROM task WHERE id = 2; INSERT INTO task VALUES (3, 1, NULL, "
                           "NULL)",
                           " task"},
                      Left{"UPDATE journal SET answer = '{ }' WHERE seq = 1", " journal"},
                      Left{"UPDATE evaluation SET effect = 'block' WHERE id = 1", " evaluation"},
                      Left{"INSERT INTO evaluation VALUES (3, 1, 'block')", " evaluation"},
                      Left{"INSERT INTO journal VALUES (3, 0, '{}')", " journal"},
                      Left{"INSERT INTO journal VALUES (3, 1, 'no');"
                           "INSERT INTO evaluation VALUES (3, 3, 'block')",
                           ""},
                      Left{"UPDATE task SET state = 1", ""}));

}  // namespace
}  // namespace almoner::tests

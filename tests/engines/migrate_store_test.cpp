// An area moves from SQLite to PostgreSQL and back, and is the same to the last hash.
#include "ledger/storage/copy_store.h"
#include "ledger/storage/sqlite/stored_tables.h"
#include "tests/engines/stores.h"
#include "tests/support/cli_area.h"

#include <filesystem>
#include <string>
#include <vector>

namespace almoner::tests {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

class MigrateStore : public ::testing::Test {
  protected:
    void SetUp() override {
        if (!PostgresStore::is_there()) GTEST_SKIP() << "PostgreSQL is not installed";
        area = std::make_unique<CliArea>();
        area->load_sample_area();
        EXPECT_EQ(area->ask("jo", {"run", "propose"}).exit_code, 0);
        store = std::make_unique<PostgresStore>();
    }
    // What the program says of every table, and of the journal's head.
    [[nodiscard]] json moved(const std::string& to) const {
        return area->answer("", {"migrate-store", "--to", to});
    }
    [[nodiscard]] bool is_clean() const { return area->ask("", {"verify"}).exit_code == 0; }
    [[nodiscard]] fs::path data() const { return area->data(); }
    [[nodiscard]] std::int64_t journal_rows() const {
        const auto reader = store->open_reader();
        const auto rows = reader->prepare("SELECT COUNT(*) FROM journal");
        return rows->step() ? rows->integer(0) : -1;
    }

    std::unique_ptr<CliArea> area;
    std::unique_ptr<PostgresStore> store;
};

TEST_F(MigrateStore, ToPostgresAndBackIsTheSameToTheLastRow) {
    const json there = moved(store->url());
    EXPECT_GT(there.dump().size(), 500U);
    EXPECT_TRUE(is_clean());
    // Work goes on there, and nothing of it comes into the old file.
    EXPECT_EQ(area->ask("sam", {"setting", "set", "cut-off", "21:30"}).exit_code, 0);
    const std::int64_t commands = journal_rows();
    fs::rename(data() / "almoner.db", data() / "moved.db");
    const json back = moved("sqlite");
    EXPECT_NE(back, there);
    EXPECT_TRUE(is_clean());
    // And there again: an empty schema of another name takes what came back.
    const PostgresStore other;
    const json again = moved(other.url());
    EXPECT_EQ(again.at("tables"), back.at("tables"));
    EXPECT_TRUE(is_clean());
    EXPECT_EQ(commands, journal_rows());
}

TEST_F(MigrateStore, RefusesATargetThatHoldsAnotherArea) {
    {
        const auto other = store->open_writer();
        PostgresStore::migrate(*other);
        other->run_script("INSERT INTO setting VALUES ('area.name', 'another')");
    }
    EXPECT_EQ(area->refusal("", {"migrate-store", "--to", store->url()}), "target-not-empty");
    EXPECT_FALSE(fs::exists(data() / "settings.toml"));
    EXPECT_TRUE(is_clean());
    EXPECT_EQ(area->refusal("", {"migrate-store", "--to", "sqlite"}), "store-same");
    EXPECT_EQ(area->refusal("", {"migrate-store", "--to", "postgresql://a:b@c/d"}),
              "store-password");
}

TEST_F(MigrateStore, ACopyThatWasCutOffLeavesNothingAndTheNextStartsAnew) {
    const auto from = ledger::open_sqlite(data(), ledger::SqliteUse::read);
    const std::vector<ledger::StoredTable> tables = ledger::sqlite_tables(*from);
    {
        const auto to = store->open_writer();
        PostgresStore::migrate(*to);
        to->begin();
        ledger::copy_rows(*from, *to, tables);
        PostgresServer::shared()->end_sessions();
    }
    EXPECT_EQ(journal_rows(), 0);
    EXPECT_NE(moved(store->url()), json::object());
    EXPECT_GT(journal_rows(), 5);
    // Copied, and cut off before the settings were written: it is finished, not copied twice.
    const std::int64_t rows = journal_rows();
    fs::remove(data() / "settings.toml");
    EXPECT_NE(moved(store->url()), json::object());
    EXPECT_EQ(journal_rows(), rows);
    EXPECT_TRUE(fs::exists(data() / "settings.toml"));
    EXPECT_TRUE(is_clean());
}

TEST_F(MigrateStore, ARowThatIsNotAlikeIsSeen) {
    const auto from = ledger::open_sqlite(data(), ledger::SqliteUse::read);
    const std::vector<ledger::StoredTable> tables = ledger::sqlite_tables(*from);
    const auto to = store->open_writer();
    PostgresStore::migrate(*to);
    EXPECT_TRUE(ledger::is_empty(*to, tables));
    to->begin();
    ledger::copy_rows(*from, *to, tables);
    const auto ours = ledger::contents_of(*from, tables);
    EXPECT_EQ(ledger::contents_of(*to, tables), ours);
    EXPECT_FALSE(ledger::is_empty(*to, tables));
    to->run_script("UPDATE person_private SET nhs_mark = NULL WHERE id = 3");
    std::vector<std::string> differing;
    const auto theirs = ledger::contents_of(*to, tables);
    for (std::size_t i = 0; i < ours.size(); ++i) {
        if (ours[i] != theirs[i]) differing.push_back(ours[i].name);
    }
    EXPECT_EQ(differing, std::vector<std::string>{"person_private"});
    to->rollback();
}

}  // namespace
}  // namespace almoner::tests

// The real program on PostgreSQL: chosen by option or by the data folder's settings, two servers
// taking turns.
#include "ledger/verify/verify.h"
#include "tests/api/http_client.h"
#include "tests/engines/stores.h"
#include "tests/support/program.h"

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace almoner::tests {
namespace {

namespace fs = std::filesystem;

class StoreOption : public ::testing::Test {
  protected:
    void SetUp() override {
        if (!PostgresStore::is_there()) GTEST_SKIP() << "PostgreSQL is not installed";
        fs::create_directories(folder.path() / "one");
        fs::create_directories(folder.path() / "two");
        std::ofstream(folder.path() / "sam") << "the words of sam\n";
        store = std::make_unique<PostgresStore>();
    }
    [[nodiscard]] fs::path one() const { return folder.path() / "one"; }
    [[nodiscard]] fs::path two() const { return folder.path() / "two"; }
    [[nodiscard]] static ProgramEnd ask(const fs::path& data, std::vector<std::string> arguments) {
        arguments.insert(arguments.end(), {"--data", data.string()});
        return run_almoner(arguments);
    }
    [[nodiscard]] ProgramEnd as_sam(const fs::path& data,
                                    std::vector<std::string> arguments) const {
        arguments.insert(arguments.end(),
                         {"--as",
                          "sam",
                          "--as-of",
                          "2026-04-02",
                          "--credential-file",
                          (folder.path() / "sam").string()});
        return ask(data, std::move(arguments));
    }
    void make_area() const {
        const ProgramEnd made = ask(one(),
                                    {"init",
                                     "--name",
                                     "Mid Mercia",
                                     "--simulated",
                                     "--as-of",
                                     "2026-04-01",
                                     "--store",
                                     store->url()});
        ASSERT_EQ(made.exit_code, 0) << made.err;
        const ProgramEnd user = ask(one(),
                                    {"user",
                                     "add",
                                     "--ref",
                                     "sam",
                                     "--name",
                                     "Sam",
                                     "--role",
                                     "checker",
                                     "--as-of",
                                     "2026-04-01",
                                     "--new-credential-file",
                                     (folder.path() / "sam").string()});
        ASSERT_EQ(user.exit_code, 0) << user.err;
    }
    // What two hosts that may write have on a shared disk.
    void share_the_peoples_keys() const {
        std::ofstream(two() / "settings.toml")
            << "people_keys = \"" << (one() / "people.keys").string() << "\"\n";
    }
    [[nodiscard]] std::int64_t commands() const {
        const auto reader = store->open_reader();
        const ledger::VerifyReport report = ledger::verify(*reader);
        EXPECT_TRUE(report.clean());
        return report.commands;
    }
    [[nodiscard]] static std::string ready(const RunningServer& server) {
        return exchange(server.health_port(),
                        "GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    TempFolder folder;
    std::unique_ptr<PostgresStore> store;
};

// PostgreSQL's own tools make the backups: until they are noted, an alert can tell.
TEST_F(StoreOption, AgesOfBackupAndDrillAreMetricsThatTheOperatorNotes) {
    make_area();
    const auto metrics = [](const RunningServer& server) {
        return exchange(server.health_port(),
                        "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    };
    const auto has = [](const std::string& text, const std::string& words) {
        return text.find(words) != std::string::npos;
    };
    RunningServer server(one());
    const std::string never = metrics(server);
    EXPECT_TRUE(has(never, "\nalmoner_backup_age_seconds +Inf\n")) << never;
    EXPECT_TRUE(has(never, "\nalmoner_restore_drill_age_seconds +Inf\n")) << never;
    const std::string not_yet = ready(server);
    EXPECT_TRUE(has(not_yet, "200 OK")) << not_yet;
    EXPECT_TRUE(has(not_yet, R"("good":false,"name":"backup","needed":false)")) << not_yet;
    EXPECT_EQ(ask(one(), {"safekeeping", "note", "backups"}).exit_code, 1);
    EXPECT_EQ(ask(one(), {"safekeeping", "note", "backup", "--dry-run"}).exit_code, 2);
    EXPECT_TRUE(has(metrics(server), "\nalmoner_backup_age_seconds +Inf\n"));
    for (const char* const what : {"backup", "drill-good", "drill-failed"}) {
        const ProgramEnd end = ask(one(), {"safekeeping", "note", what});
        EXPECT_EQ(end.exit_code, 0) << end.err;
    }
    const std::string failed = metrics(server);
    EXPECT_FALSE(has(failed, "+Inf")) << failed;
    EXPECT_TRUE(has(failed, "\nalmoner_restore_drill_failed 1\n")) << failed;
    EXPECT_EQ(ask(one(), {"safekeeping", "note", "drill-good"}).exit_code, 0);
    EXPECT_TRUE(has(metrics(server), "\nalmoner_restore_drill_failed 0\n"));
    EXPECT_EQ(server.stop(), 0);
}

TEST_F(StoreOption, AnAreaIsMadeThereAndFoundAgainByTheFoldersSettings) {
    EXPECT_EQ(ask(one(), {"verify", "--store", store->url()}).exit_code, 1);
    make_area();
    EXPECT_FALSE(fs::exists(one() / "almoner.db"));
    const ProgramEnd verified = ask(one(), {"verify"});
    EXPECT_EQ(verified.exit_code, 0) << verified.err;
    EXPECT_NE(verified.out.find("Clean: 2 commands"), std::string::npos) << verified.out;
    const ProgramEnd users = as_sam(one(), {"user", "list"});
    EXPECT_NE(users.out.find("sam"), std::string::npos) << users.err;
    // Another machine's folder knows nothing yet.
    EXPECT_EQ(ask(two(), {"verify"}).exit_code, 1);
    EXPECT_EQ(ask(two(), {"verify", "--store", store->url()}).exit_code, 4);  // nor the keys
    share_the_peoples_keys();
    EXPECT_EQ(ask(two(), {"verify", "--store", store->url()}).exit_code, 0);
}

TEST_F(StoreOption, RefusesAPasswordInTheAddressAndDoesNotRepeatIt) {
    const ProgramEnd refused =
        ask(one(), {"verify", "--store", "postgresql://al:hunter2@db.example/books"});
    EXPECT_EQ(refused.exit_code, 1);
    EXPECT_NE(refused.err.find("store-password"), std::string::npos) << refused.err;
    EXPECT_NE(refused.err.find("PGPASSFILE"), std::string::npos) << refused.err;
    EXPECT_EQ(refused.err.find("hunter2"), std::string::npos) << refused.err;
}

TEST_F(StoreOption, RefusesAnotherStoreThanTheFoldersOwn) {
    make_area();
    const PostgresStore other;
    const ProgramEnd refused = ask(one(), {"verify", "--store", other.url()});
    EXPECT_EQ(refused.exit_code, 1);
    EXPECT_NE(refused.err.find("store-differs"), std::string::npos) << refused.err;
    EXPECT_EQ(ask(two(), {"init", "--name", "In SQLite"}).exit_code, 0);
    const ProgramEnd in_sqlite = ask(two(), {"verify", "--store", other.url()});
    EXPECT_NE(in_sqlite.err.find("store-differs"), std::string::npos) << in_sqlite.err;
}

TEST_F(StoreOption, SettingsThatCantBeReadAreRefusedByTheirLine) {
    std::ofstream(one() / "settings.toml") << "\nstore = postgresql\n";
    const ProgramEnd unreadable = ask(one(), {"verify"});
    EXPECT_NE(unreadable.err.find("settings-unreadable"), std::string::npos) << unreadable.err;
    EXPECT_NE(unreadable.err.find("Line 2"), std::string::npos) << unreadable.err;
    std::ofstream(one() / "settings.toml") << "stroe = 'sqlite'\n";
    const ProgramEnd unknown = ask(one(), {"verify"});
    EXPECT_NE(unknown.err.find("'stroe' is no setting"), std::string::npos) << unknown.err;
}

// Without them the books may stand elsewhere: nothing is made or read in their place.
TEST_F(StoreOption, SettingsThatAreThereAndCantBeOpenedAreNotPassedOver) {
    fs::create_symlink("elsewhere.toml", one() / "settings.toml");
    const ProgramEnd dangling = ask(one(), {"init", "--name", "Mid Mercia"});
    EXPECT_EQ(dangling.exit_code, 1);
    EXPECT_NE(dangling.err.find("settings-unreadable"), std::string::npos) << dangling.err;
    EXPECT_NE(dangling.err.find("No such file or directory"), std::string::npos) << dangling.err;
    EXPECT_FALSE(fs::exists(one() / "almoner.db"));
    fs::remove(one() / "settings.toml");
    fs::create_directory(one() / "settings.toml");
    const ProgramEnd is_folder = ask(one(), {"verify"});
    EXPECT_EQ(is_folder.exit_code, 1);
    EXPECT_NE(is_folder.err.find("Is a directory"), std::string::npos) << is_folder.err;
}

TEST_F(StoreOption, NobodyWritesBesideAServerOfAnotherFolder) {
    make_area();
    const RunningServer server(one());
    const ProgramEnd alone = as_sam(two(), {"job", "run", "identities", "--store", store->url()});
    EXPECT_EQ(alone.exit_code, 4);
    EXPECT_NE(alone.err.find("another almoner is already writing"), std::string::npos) << alone.err;
    EXPECT_EQ(as_sam(one(), {"job", "run", "identities"}).exit_code, 0);
}

TEST_F(StoreOption, ASecondServerStandsByAndTakesOverWhenTheFirstIsKilled) {
    make_area();
    share_the_peoples_keys();
    RunningServer first(one());
    RunningServer second(two(), {"--store", store->url()}, "/readyz");
    const std::string waits = ready(second);
    EXPECT_NE(waits.find(" 503 "), std::string::npos) << waits;
    EXPECT_NE(waits.find("stands by"), std::string::npos) << waits;
    const ProgramEnd before = as_sam(one(), {"job", "run", "identities"});
    EXPECT_EQ(before.exit_code, 0) << before.err;
    const std::int64_t acknowledged = commands();
    first.kill_at_once();
    second.wait_until("stop:");
    EXPECT_NE(ready(second).find(" 200 "), std::string::npos);
    const ProgramEnd after =
        as_sam(two(), {"setting", "set", "cut-off", "21:30", "--store", store->url()});
    EXPECT_EQ(after.exit_code, 0) << after.err;
    EXPECT_EQ(commands(), acknowledged + 1);
    EXPECT_EQ(second.stop(), 0);
}

TEST_F(StoreOption, AServerThatStandsByEndsWhenItIsToldTo) {
    make_area();
    RunningServer first(one());
    RunningServer second(two(), {"--store", store->url()}, "/readyz");
    EXPECT_EQ(second.stop(), 0);
    EXPECT_EQ(first.stop(), 0);
}

TEST_F(StoreOption, AServerThatIsCutOffAcknowledgesNothingAndEndsForAnotherToTakeOver) {
    make_area();
    RunningServer first(one());
    const std::int64_t acknowledged = commands();
    PostgresServer::shared()->end_sessions();
    const ProgramEnd cut_off = as_sam(one(), {"setting", "set", "cut-off", "21:30"});
    EXPECT_EQ(cut_off.exit_code, 4) << cut_off.out;
    EXPECT_EQ(first.wait_for_end(), 4);
    EXPECT_EQ(commands(), acknowledged);
    RunningServer again(one());
    EXPECT_EQ(as_sam(one(), {"setting", "set", "cut-off", "21:30"}).exit_code, 0);
    EXPECT_EQ(again.stop(), 0);
}

}  // namespace
}  // namespace almoner::tests

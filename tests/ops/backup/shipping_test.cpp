// Each commit reaches the second folder; an area comes back as of any of them; what goes wrong
// there holds up nobody and is told.
#include "ledger/storage/sqlite/sqlite_database.h"
#include "ops/backup/safekeeping_notes.h"
#include "ops/backup/shipper.h"
#include "tests/api/http_client.h"
#include "tests/ops/backup/kept_area.h"
#include "tests/support/files.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <thread>

namespace almoner::tests {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

class Shipping : public ::testing::Test {
  protected:
    Shipping() { kept.ship_to(second); }

    [[nodiscard]] ProgramEnd restore(const std::string& to,
                                     const std::vector<std::string>& more = {}) const {
        std::vector<std::string> words{
            "restore", "--from", second.string(), "--to", kept.place(to).string(), "--json"};
        words.insert(words.end(), more.begin(), more.end());
        return run_almoner(words);
    }
    [[nodiscard]] std::size_t count(const std::string& beginning) const {
        const auto names = names_in(second);
        return static_cast<std::size_t>(std::ranges::count_if(
            names, [&](const std::string& name) { return name.starts_with(beginning); }));
    }
    [[nodiscard]] json shipping_note() const {
        return json::parse(testing::read_whole(kept.data() / "safekeeping" / "shipping.json"));
    }
    static std::string health(const RunningServer& server, const std::string& path) {
        return exchange(
            server.health_port(),
            "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    KeptArea kept;
    fs::path second = kept.folder("second");
};

TEST_F(Shipping, BeginsWithABackupAndGoesOnWithEachCommand) {
    kept.set_cut_off("21:30");
    EXPECT_EQ(count("backup-"), 1U);
    const std::size_t segments = count("journal-");
    kept.set_cut_off("21:45");
    EXPECT_EQ(count("backup-"), 1U);
    EXPECT_EQ(count("journal-"), segments + 1);
    const ProgramEnd end = restore("again");
    ASSERT_EQ(end.exit_code, 0) << end.err;
    EXPECT_EQ(rows_in(kept.place("again")), rows_in(kept.data()));
}

// Everything that a run and a statement write: rows in bulk, updates, states, counters, documents.
TEST_F(Shipping, OfTheMainJobGivesTheSameRows) {
    const CliArea& area = kept.area();
    kept.set_cut_off("21:30");
    const json run =
        area.answer("jo", {"run", "propose", "--until", "2026-04-30"}).at("runs").at(0);
    const std::string confirm = run.at("confirm").get<std::string>();
    (void)area.answer("sam", {"run", "approve", "RUN-1", "--confirm", confirm});
    (void)area.answer("jo", {"run", "send", "RUN-1"});
    (void)area.evidence("P-0002");
    EXPECT_EQ(count("backup-"), 1U);
    const ProgramEnd end = restore("again");
    ASSERT_EQ(end.exit_code, 0) << end.err;
    EXPECT_EQ(rows_in(kept.place("again")), rows_in(kept.data()));
    EXPECT_EQ(area.ask("", {"drill", "--from", second.string()}).exit_code, 0);
}

TEST_F(Shipping, RestoresToTheLastCommandAtOrBeforeATime) {
    kept.set_cut_off_at("21:30", "09:05");  // 08:05 in universal time: it is summer
    const std::int64_t first = last_command_in(kept.data());
    const auto rows = rows_in(kept.data());
    kept.set_cut_off_at("21:45", "09:10");
    kept.set_cut_off_at("22:00", "09:15");
    const auto at = [&](const std::string& to, const std::string& time) {
        const ProgramEnd end = restore(to, {"--at", time});
        EXPECT_EQ(end.exit_code, 0) << end.err;
        return end.exit_code == 0 ? json::parse(end.out) : json::object();
    };
    (void)at("exactly", "2026-04-02T08:10:00.000Z");
    EXPECT_EQ(cut_off_in(kept.place("exactly")), "21:45");
    (void)at("just-under", "2026-04-02T08:09:59.999Z");
    EXPECT_EQ(cut_off_in(kept.place("just-under")), "21:30");
    const json between = at("between", "2026-04-02 09:07");  // as London's clocks say
    EXPECT_EQ(last_command_in(kept.place("between")), first);
    EXPECT_EQ(rows_in(kept.place("between")), rows);
    EXPECT_EQ(between.at("missing"), json::parse(R"([{"command":"setting set","times":2}])"));
    EXPECT_NE(between.at("sentence").get<std::string>().find("2 commands came after it"),
              std::string::npos);
    EXPECT_TRUE(kept.verifies("between"));
    EXPECT_EQ(restore("early", {"--at", "2026-01-01T00:00:00Z"}).exit_code, 1);
    EXPECT_EQ(restore("nonsense", {"--at", "yesterday"}).exit_code, 1);
}

TEST_F(Shipping, OfAServerUnderLoadMissesNothing) {
    RunningServer server(kept.data());
    std::vector<std::thread> callers;
    constexpr int callers_at_once = 4;
    constexpr int commands_each = 5;
    for (int caller = 0; caller < callers_at_once; ++caller) {
        callers.emplace_back([this] {
            for (int i = 0; i < commands_each; ++i) kept.set_cut_off("21:30");
        });
    }
    const json during = kept.backup();
    for (std::thread& each : callers) each.join();
    EXPECT_EQ(server.stop(), 0);
    const ProgramEnd end = restore("again");
    ASSERT_EQ(end.exit_code, 0) << end.err;
    EXPECT_EQ(rows_in(kept.place("again")), rows_in(kept.data()));
    EXPECT_EQ(kept.area()
                  .ask("",
                       {"drill",
                        "--from",
                        during.at("folder").get<std::string>() + "/..",
                        "--shipped",
                        second.string()})
                  .exit_code,
              0);
}

TEST_F(Shipping, StopsNobodyWhenItsFolderIsGoneAndSaysSoEverywhere) {
    kept.set_cut_off("21:30");
    fs::remove_all(second);
    kept.set_cut_off("21:45");
    EXPECT_EQ(cut_off_in(kept.data()), "21:45");
    EXPECT_FALSE(fs::exists(second));
    EXPECT_FALSE(shipping_note().at("good").get<bool>());
    const ProgramEnd tasks = kept.area().ask("vi", {"task", "list"});
    EXPECT_NE(tasks.out.find("commands are not in the second folder: "), std::string::npos)
        << tasks.out;
    {
        RunningServer server(kept.data());
        kept.set_cut_off("22:00");
        const std::string ready = health(server, "/readyz");
        EXPECT_NE(ready.find("200 OK"), std::string::npos) << ready;
        EXPECT_NE(ready.find(R"("good":false,"name":"shipping","needed":false)"), std::string::npos)
            << ready;
        const std::string metrics = health(server, "/metrics");
        EXPECT_NE(metrics.find("\nalmoner_shipping_good 0\n"), std::string::npos) << metrics;
        EXPECT_EQ(metrics.find("almoner_shipping_behind_commands 0"), std::string::npos) << metrics;
        EXPECT_EQ(server.stop(), 0);
    }
    // Once it is there again, a backup closes the gap.
    fs::create_directory(second);
    kept.set_cut_off("22:15");
    EXPECT_TRUE(shipping_note().at("good").get<bool>());
    const ProgramEnd end = restore("again");
    ASSERT_EQ(end.exit_code, 0) << end.err;
    EXPECT_EQ(rows_in(kept.place("again")), rows_in(kept.data()));
}

TEST_F(Shipping, WhatWasCommittedWithoutItIsClosedByABackup) {
    kept.set_cut_off("21:30");
    fs::rename(kept.data() / "settings.toml", kept.place("settings"));
    kept.set_cut_off("21:45");
    fs::rename(kept.place("settings"), kept.data() / "settings.toml");
    kept.set_cut_off("22:00");
    EXPECT_EQ(count("backup-"), 2U);
    const ProgramEnd end = restore("again");
    ASSERT_EQ(end.exit_code, 0) << end.err;
    EXPECT_EQ(rows_in(kept.place("again")), rows_in(kept.data()));
}

TEST_F(Shipping, AMissingSegmentIsToldAndNotJumpedOver) {
    for (const char* const time : {"21:30", "21:45", "22:00"}) kept.set_cut_off(time);
    std::vector<fs::path> segments;
    for (const fs::path& file : files_below(second)) {
        if (file.extension() == ".segment") segments.push_back(file);
    }
    ASSERT_GE(segments.size(), 2U);
    fs::remove(segments[segments.size() - 2]);
    const ProgramEnd end = restore("again");
    EXPECT_EQ(end.exit_code, 3) << end.err;
    EXPECT_EQ(cut_off_in(kept.place("again")), "21:30");
    EXPECT_NE(end.out.find("nothing was shipped up to command"), std::string::npos) << end.out;
    const ProgramEnd drill = kept.area().ask("", {"drill", "--from", second.string()});
    EXPECT_EQ(drill.exit_code, 5);
}

TEST_F(Shipping, WhatIsMissingBeforeTheTimeAskedForIsTold) {
    kept.set_cut_off_at("21:30", "10:05");
    kept.set_cut_off_at("21:45", "10:10");
    kept.set_cut_off_at("22:00", "10:20");
    const ProgramEnd whole = restore("whole", {"--at", "2026-04-02 10:15"});
    EXPECT_EQ(whole.exit_code, 0) << whole.err;
    EXPECT_EQ(cut_off_in(kept.place("whole")), "21:45");
    EXPECT_EQ(whole.out.find("MAY BE MISSING"), std::string::npos) << whole.out;
    std::vector<fs::path> segments;
    for (const fs::path& file : files_below(second)) {
        if (file.extension() == ".segment") segments.push_back(file);
    }
    ASSERT_GE(segments.size(), 2U);
    fs::remove(segments[segments.size() - 2]);
    const ProgramEnd end = restore("again", {"--at", "2026-04-02 10:15"});
    EXPECT_EQ(end.exit_code, 3) << end.out;
    EXPECT_EQ(cut_off_in(kept.place("again")), "21:30");
    EXPECT_NE(end.out.find("COMMANDS BEFORE 2026-04-02T09:15:59Z MAY BE MISSING"),
              std::string::npos)
        << end.out;
}

TEST_F(Shipping, WhatWasCommittedWithoutItIsToldWhereATimeBeforeItsBackupIsAskedFor) {
    kept.set_cut_off_at("21:30", "10:00");
    fs::rename(kept.data() / "settings.toml", kept.place("settings"));
    kept.set_cut_off_at("21:45", "10:10");
    kept.set_cut_off_at("22:00", "10:20");
    fs::rename(kept.place("settings"), kept.data() / "settings.toml");
    kept.set_cut_off_at("22:15", "10:30");
    const ProgramEnd end = restore("again", {"--at", "2026-04-02 10:15"});
    EXPECT_EQ(end.exit_code, 3) << end.out;
    EXPECT_EQ(cut_off_in(kept.place("again")), "21:30");
    EXPECT_NE(end.out.find("MAY BE MISSING"), std::string::npos) << end.out;
}

TEST(Restoring, BetweenTwoBackupsSaysThatCommandsMayBeMissing) {
    const KeptArea kept;
    const auto at_noon = [&](const std::string& to) {
        return run_almoner({"restore",
                            "--from",
                            kept.backups().string(),
                            "--to",
                            kept.place(to).string(),
                            "--at",
                            "2026-04-02 12:00"});
    };
    kept.set_cut_off_at("21:30", "09:00");
    (void)kept.backup();
    const ProgramEnd newest = at_noon("newest");
    EXPECT_EQ(newest.exit_code, 0) << newest.out << newest.err;
    kept.set_cut_off_at("21:45", "15:00");
    (void)kept.backup();
    const ProgramEnd next = at_noon("next");
    EXPECT_EQ(next.exit_code, 0) << "the very next command is known, and came later" << next.out;
    fs::remove_all(kept.backups());
    (void)kept.backup();
    EXPECT_EQ(at_noon("none").exit_code, 1);
}

TEST(Restoring, BetweenTwoBackupsWithCommandsBetweenThemIsNoSuccess) {
    const KeptArea kept;
    kept.set_cut_off_at("21:30", "09:00");
    (void)kept.backup();
    kept.set_cut_off_at("21:45", "10:00");
    kept.set_cut_off_at("22:00", "15:00");
    (void)kept.backup();
    const ProgramEnd end = run_almoner({"restore",
                                        "--from",
                                        kept.backups().string(),
                                        "--to",
                                        kept.place("again").string(),
                                        "--at",
                                        "2026-04-02 12:00"});
    EXPECT_EQ(end.exit_code, 3) << end.out << end.err;
    EXPECT_EQ(cut_off_in(kept.place("again")), "21:30");
    EXPECT_NE(end.out.find("COMMANDS BEFORE 2026-04-02T11:00:59Z MAY BE MISSING"),
              std::string::npos)
        << end.out;
}

// A restored area that goes on in the same folder would make two histories of one.
TEST_F(Shipping, TakesNoFolderThatHoldsAnotherHistory) {
    kept.set_cut_off("21:30");
    kept.set_cut_off_at("21:45", "10:00");
    ASSERT_EQ(restore("again", {"--at", "2026-04-02T08:30:00Z"}).exit_code, 0);
    const auto before = names_in(second);
    std::ofstream(kept.place("again") / "settings.toml")
        << "ship_to = \"" << second.string() << "\"\n";
    const ProgramEnd end = kept.ask_in("again", "sam", {"setting", "set", "cut-off", "22:00"});
    EXPECT_EQ(end.exit_code, 0) << end.err;
    EXPECT_EQ(names_in(second), before);
    const std::string note =
        testing::read_whole(kept.place("again") / "safekeeping" / "shipping.json");
    EXPECT_NE(note.find("give a folder that is this area's alone"), std::string::npos) << note;
}

TEST_F(Shipping, AgesAreMetricsFromTheFirstBackupAndDrillOn) {
    kept.set_cut_off("21:30");
    RunningServer server(kept.data());
    const std::string never = health(server, "/metrics");
    EXPECT_NE(never.find("\nalmoner_backup_age_seconds +Inf\n"), std::string::npos) << never;
    EXPECT_NE(never.find("\nalmoner_restore_drill_age_seconds +Inf\n"), std::string::npos) << never;
    EXPECT_NE(never.find("\nalmoner_shipping_good 1\n"), std::string::npos) << never;
    (void)kept.backup();
    ASSERT_EQ(kept.drill().exit_code, 0);
    const std::string now = health(server, "/metrics");
    EXPECT_EQ(now.find("+Inf"), std::string::npos) << now;
    EXPECT_NE(now.find("\nalmoner_restore_drill_failed 0\n"), std::string::npos) << now;
    const std::string ready = health(server, "/readyz");
    EXPECT_NE(ready.find(R"("good":true,"name":"drill")"), std::string::npos) << ready;
    EXPECT_EQ(server.stop(), 0);
}

// In this process, so that the folder can fail and come back while the writer is open.
TEST_F(Shipping, WhatFailedIsShippedOnceItCanBe) {
    kept.set_cut_off("21:30");
    const fs::path away = kept.place("away");
    const auto now = [] { return std::int64_t{1'800'000'000'000}; };
    auto shipper = std::make_unique<ops::Shipper>(
        ops::ShippingPlaces{kept.data(), second, now, "test"},
        ops::ShippingPauses{std::chrono::milliseconds(1), std::chrono::milliseconds(5), 1 << 20});
    ops::Shipper& ships = *shipper;
    {
        const auto writer =
            ledger::open_sqlite(kept.data(), ledger::SqliteUse::write, std::move(shipper));
        ships.start(*writer);
        ledger::AreaWriter commands(*writer, counting_salts());
        const auto run = [&](const std::string& key) {
            const ledger::Stamp stamp{.command = "test",
                                      .key = key,
                                      .actor = 1,
                                      .at_ms = now(),
                                      .today = *ledger::Date::parse("2026-04-02")};
            const auto nothing = [](ledger::Work& /*work*/) {
                return ledger::Outcome<std::string>("{}");
            };
            EXPECT_TRUE(commands.run_alone(stamp, nothing).outcome.accepted());
        };
        run("before");
        fs::rename(second, away);
        run("while it is away");
        fs::rename(away, second);
    }
    EXPECT_EQ(count("backup-"), 1U);
    EXPECT_TRUE(shipping_note().at("good").get<bool>());
    ASSERT_EQ(restore("again").exit_code, 0);
    EXPECT_EQ(rows_in(kept.place("again")), rows_in(kept.data()));
}

}  // namespace
}  // namespace almoner::tests

// Backups, restores and shipping that are killed at any point, or have no room.
#include "ops/backup/stored_backup.h"
#include "tests/faults/fault_area.h"
#include "tests/faults/own_mounts.h"
#include "tests/faults/tracer.h"
#include "tests/support/places.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>

namespace almoner::tests {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

constexpr int points = 16;

std::set<int> spread(int steps) {
    std::set<int> chosen;
    for (int i = 0; i < points; ++i) chosen.insert(1 + i * (steps - 1) / (points - 1));
    return chosen;
}

class KeptFaults : public ::testing::Test {
  protected:
    KeptFaults() { data = area.before("send"); }

    fs::path fresh(const std::string& name) {
        const fs::path made = folder.path() / name;
        fs::remove_all(made);
        fs::create_directory(made);
        return made;
    }
    [[nodiscard]] Words backup_to(const fs::path& to) const {
        return {"backup", "--to", to.string(), "--data", data.string()};
    }
    static Words restore(const fs::path& from, const fs::path& to) {
        return {"restore", "--from", from.string(), "--to", to.string()};
    }
    [[nodiscard]] int drill(const fs::path& from) const {
        return run_almoner({"drill", "--from", from.string(), "--data", data.string()}).exit_code;
    }
    void ship_to(const fs::path& to) const {
        std::ofstream(data / "settings.toml") << "ship_to = \"" << to.string() << "\"\n";
    }
    // On a disk of so many octets, mounted at `at`, for the length of the command; its exit code.
    // 99: this machine mounts nothing.
    int on_a_disk(const fs::path& at, int octets, const Words& words) {
        std::string line = "mount -t tmpfs -o size=" + std::to_string(octets) + " tmpfs '" +
                           at.string() + "' || exit 99\n'" + testing::program_path() + "'";
        for (const std::string& word : words) line += " '" + word + "'";
        line += "\ncode=$?\nls -A '" + at.string() + "' > '" + left().string() + "'\numount '" +
                at.string() + "'\nexit $code\n";
        std::ofstream(folder.path() / "script.sh") << line;
        const std::string by = own_mounts();
        if (by.empty()) return 99;
        const std::string run = by + " sh '" + (folder.path() / "script.sh").string() +
                                "' </dev/null >/dev/null 2>'" + said().string() + "'";
        return WEXITSTATUS(std::system(run.c_str()));
    }
    [[nodiscard]] fs::path left() const { return folder.path() / "left"; }
    [[nodiscard]] fs::path said() const { return folder.path() / "said"; }
    static std::string text_of(const fs::path& file) {
        std::ifstream in(file);
        return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    }

    FaultArea area;
    TempFolder folder;
    fs::path data;
};

TEST_F(KeptFaults, ABackupThatIsKilledAnywhereIsNoneOrWhole) {
    if (!can_trace()) GTEST_SKIP() << "this machine lets nobody trace a process";
    const TracedEnd whole = run_killed_at(backup_to(fresh("backups")), 0);
    ASSERT_EQ(whole.end.exit_code, 0) << whole.end.err;
    int none = 0;
    Kills kills;
    for (const int step : spread(whole.steps)) {
        SCOPED_TRACE("killed before step " + std::to_string(step));
        const fs::path to = fresh("backups");
        ASSERT_TRUE(kills.counts(run_killed_at(backup_to(to), step)));
        const auto found = ops::backups_in(to);
        if (found.empty()) ++none;
        for (const auto& each : found) EXPECT_NO_THROW((void)ops::check_backup(each.path));
        EXPECT_EQ(drill(to), found.empty() ? 1 : 0);
        const ProgramEnd again = run_almoner(backup_to(to));
        EXPECT_EQ(again.exit_code, 0) << again.err;
        EXPECT_EQ(drill(to), 0);
        for (const auto& each : fs::directory_iterator(to)) {
            EXPECT_FALSE(each.path().filename().string().ends_with(".part")) << each.path();
        }
    }
    EXPECT_TRUE(kills.nearly_all());
    EXPECT_GT(none, points / 2);
}

TEST_F(KeptFaults, ARestoreThatIsKilledAnywhereIsNoneOrWhole) {
    if (!can_trace()) GTEST_SKIP() << "this machine lets nobody trace a process";
    const fs::path from = fresh("backups");
    ASSERT_EQ(run_almoner(backup_to(from)).exit_code, 0);
    const fs::path to = folder.path() / "again";
    const TracedEnd whole = run_killed_at(restore(from, to), 0);
    ASSERT_EQ(whole.end.exit_code, 0) << whole.end.err;
    const Result all = result_in(to);
    EXPECT_EQ(all.payments, result_in(data).payments);
    Kills kills;
    for (const int step : spread(whole.steps)) {
        SCOPED_TRACE("killed before step " + std::to_string(step));
        fs::remove_all(to);
        ASSERT_TRUE(kills.counts(run_killed_at(restore(from, to), step)));
        if (!fs::exists(to)) {
            EXPECT_EQ(run_almoner(restore(from, to)).exit_code, 0);
        }
        EXPECT_EQ(result_in(to), all);
    }
    EXPECT_TRUE(kills.nearly_all());
}

// Whatever was committed and not shipped, the next command closes the gap.
TEST_F(KeptFaults, ACommandThatIsKilledAnywhereLeavesNoGapInWhatIsShipped) {
    if (!can_trace()) GTEST_SKIP() << "this machine lets nobody trace a process";
    const auto begin = [&] {
        data = area.before("send");
        ship_to(fresh("second"));
    };
    begin();
    const TracedEnd whole = run_killed_at(area.words("send", data), 0);
    ASSERT_EQ(whole.end.exit_code, 0) << whole.end.err;
    Kills kills;
    for (const int step : spread(whole.steps)) {
        SCOPED_TRACE("killed before step " + std::to_string(step));
        begin();
        ASSERT_TRUE(kills.counts(run_killed_at(area.words("send", data), step)));
        EXPECT_EQ(run_almoner(area.words("send", data)).exit_code, 0);
        EXPECT_EQ(result_in(data), area.after("send"));
        const fs::path to = folder.path() / "again";
        fs::remove_all(to);
        const ProgramEnd end = run_almoner(restore(folder.path() / "second", to));
        EXPECT_EQ(end.exit_code, 0) << end.err << end.out;
        EXPECT_EQ(result_in(to).payments, result_in(data).payments);
        EXPECT_EQ(result_in(to).accounts, result_in(data).accounts);
    }
    EXPECT_TRUE(kills.nearly_all());
}

TEST_F(KeptFaults, ABackupWithoutRoomSaysSoAndLeavesNothing) {
    const fs::path to = fresh("disk");
    if (on_a_disk(to, 1 << 28, backup_to(to)) == 99) {
        GTEST_SKIP() << "this machine lets nobody mount a small disk";
    }
    EXPECT_NE(text_of(left()).find("backup-"), std::string::npos);
    for (const int room : {8'192, 131'072, 262'144}) {
        SCOPED_TRACE(room);
        EXPECT_EQ(on_a_disk(to, room, backup_to(to)), 4);
        EXPECT_NE(text_of(said()).find("full"), std::string::npos) << text_of(said());
        EXPECT_EQ(text_of(left()), ".almoner-backup.lock\n");
    }
}

TEST_F(KeptFaults, ShippingWithoutRoomStopsNoPaymentAndIsNoted) {
    const fs::path to = fresh("disk");
    ship_to(to);
    const int code = on_a_disk(to, 65'536, area.words("send", data));
    if (code == 99) GTEST_SKIP() << "this machine lets nobody mount a small disk";
    EXPECT_EQ(code, 0) << text_of(said());
    EXPECT_EQ(result_in(data), area.after("send"));
    const std::string note = text_of(data / "safekeeping" / "shipping.json");
    EXPECT_NE(note.find(R"("good": false)"), std::string::npos) << note;
    EXPECT_NE(note.find("full"), std::string::npos) << note;
}

}  // namespace
}  // namespace almoner::tests

// The disk itself: what was synced is always there after a cut, and of the rest each thing that can
// become of it comes up.
#include "tests/power/disk.h"

#include "tests/power/power_vfs.h"
#include "tests/support/test_area.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sqlite3.h>
#include <string>

namespace almoner::tests {
namespace {

constexpr int cuts = 400;

std::string whole(const Disk& disk, const std::string& name) {
    const auto file = disk.find(name);
    return file ? std::string(file->read(0, file->size())) : "no such file";
}

std::set<std::string> after_cuts(const Disk& disk, const std::string& name) {
    std::set<std::string> found;
    for (std::uint64_t seed = 0; seed < cuts; ++seed) {
        Chance chance(seed);
        found.insert(whole(disk.after_power_cut(chance), name));
    }
    return found;
}

Disk with_a_safe_file(const std::string& content) {
    Disk disk;
    disk.make("a")->write(0, content);
    disk.find("a")->sync();
    disk.sync_names();
    return disk;
}

TEST(PowerDisk, KeepsWhatWasSynced) {
    EXPECT_EQ(after_cuts(with_a_safe_file("safe"), "a"), std::set<std::string>{"safe"});
}

TEST(PowerDisk, LosesTearsGarblesOrKeepsWhatWasNot) {
    Disk disk = with_a_safe_file(std::string(1024, 'a'));
    disk.find("a")->write(0, std::string(1024, 'b'));
    const std::set<std::string> found = after_cuts(disk, "a");
    EXPECT_TRUE(found.contains(std::string(1024, 'a'))) << "lost";
    EXPECT_TRUE(found.contains(std::string(1024, 'b'))) << "kept";
    EXPECT_TRUE(found.contains(std::string(512, 'b') + std::string(512, 'a'))) << "torn";
    EXPECT_TRUE(found.contains(std::string(512, 'a') + std::string(512, 'b'))) << "torn";
    EXPECT_TRUE(std::ranges::any_of(found, [](const std::string& each) {
        return each.find_first_not_of("ab") != std::string::npos;
    })) << "garbled";
}

TEST(PowerDisk, HarmsNothingBesideAWrite) {
    Disk disk = with_a_safe_file(std::string(1536, 'a'));
    disk.find("a")->write(600, std::string(300, 'b'));
    for (const std::string& each : after_cuts(disk, "a")) {
        EXPECT_EQ(each.substr(0, 600), std::string(600, 'a'));
        EXPECT_EQ(each.substr(900), std::string(636, 'a'));
    }
}

TEST(PowerDisk, LosesOrKeepsTheEndThatWasCutOff) {
    Disk disk = with_a_safe_file("long");
    disk.find("a")->truncate(1);
    EXPECT_EQ(after_cuts(disk, "a"), (std::set<std::string>{"l", "long"}));
}

TEST(PowerDisk, LosesOrKeepsNamesUntilTheFolderIsSynced) {
    Disk disk = with_a_safe_file("old");
    disk.remove("a");
    EXPECT_EQ(after_cuts(disk, "a"), (std::set<std::string>{"no such file", "old"}));
    disk.make("a")->write(0, "new");
    disk.find("a")->sync();
    EXPECT_EQ(after_cuts(disk, "a"), (std::set<std::string>{"new", "no such file", "old"}));
    disk.sync_names();
    EXPECT_EQ(after_cuts(disk, "a"), std::set<std::string>{"new"});
}

TEST(PowerDisk, AfterASyncThatFailedTheNextOneSavesNothingOfIt) {
    Disk disk = with_a_safe_file("old");
    disk.find("a")->write(0, "new");
    disk.find("a")->fail_sync();
    disk.find("a")->sync();
    EXPECT_EQ(whole(disk, "a"), "new");
    EXPECT_EQ(after_cuts(disk, "a"), std::set<std::string>{"old"});
}

// What SQLite is told of a disk: how large a sector is and what a write may do beside itself.
std::pair<int, int> claims(const std::string& path, const char* vfs) {
    sqlite3* database = nullptr;
    EXPECT_EQ(
        sqlite3_open_v2(path.c_str(), &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, vfs),
        SQLITE_OK);
    sqlite3_file* file = nullptr;
    EXPECT_EQ(sqlite3_file_control(database, "main", SQLITE_FCNTL_FILE_POINTER, &file), SQLITE_OK);
    const std::pair<int, int> all{file->pMethods->xSectorSize(file),
                                  file->pMethods->xDeviceCharacteristics(file)};
    sqlite3_close(database);
    return all;
}

TEST(PowerDisk, ClaimsWhatSqlitesOwnVfsClaims) {
    const TempFolder folder;
    const PowerVfs vfs(folder.path());
    const std::string path = (folder.path() / "a.db").string();
    EXPECT_EQ(claims(path, "power"), claims(path, "unix"));
}

}  // namespace
}  // namespace almoner::tests

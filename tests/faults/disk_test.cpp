#include "tests/faults/fault_area.h"
#include "tests/faults/own_mounts.h"
#include "tests/support/places.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <unistd.h>

namespace almoner::tests {
namespace {

namespace fs = std::filesystem;

std::string in_quotes(const std::string& word) {
    return "'" + word + "'";
}

std::string line_of(const std::vector<std::string>& words) {
    std::string line = in_quotes(testing::program_path());
    for (const std::string& word : words) line += " " + in_quotes(word);
    return line;
}

// A script of the shell, with `by` in front: what it wrote to standard error, and its exit code.
ProgramEnd run_script(const std::string& by, const std::string& script, const fs::path& folder) {
    const fs::path err = folder / "script.err";
    std::ofstream(folder / "script.sh") << script;
    const std::string command = by + " sh " + in_quotes((folder / "script.sh").string()) +
                                " </dev/null >/dev/null 2>" + in_quotes(err.string());
    const int status = std::system(command.c_str());
    std::ifstream in(err);
    return {.exit_code = WEXITSTATUS(status),
            .out = {},
            .err = {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()}};
}

constexpr int no_room_for_the_data = 98;

std::uintmax_t size_of(const fs::path& folder) {
    std::uintmax_t size = 0;
    for (const auto& file : fs::recursive_directory_iterator(folder)) {
        constexpr std::uintmax_t page = 4096;
        if (file.is_regular_file()) size += (file.file_size() + page - 1) / page * page;
    }
    return size;
}

class Disk : public ::testing::Test {
  protected:
    // The data on a disk of so many octets, a command there, the data as they then are put back.
    ProgramEnd on_a_disk_of(std::uintmax_t octets, const std::string& name, const fs::path& data) {
        const fs::path disk = folder_.path() / "disk";
        fs::create_directories(disk);
        const std::string d = in_quotes(disk.string());
        const std::string from = in_quotes(data.string());
        return run_script(own_mounts(),
                          "mount -t tmpfs -o size=" + std::to_string(octets) + " tmpfs " + d +
                              " || exit 99\ncp -a " + from + "/. " + d + " || exit " +
                              std::to_string(no_room_for_the_data) + "\n" +
                              line_of(area_.words(name, disk)) + "\ncode=$?\nrm -rf " + from +
                              "\nmkdir " + from + "\ncp -a " + d + "/. " + from + "\numount " + d +
                              "\nexit $code\n",
                          folder_.path());
    }

    bool can_mount() {
        const fs::path disk = folder_.path() / "try";
        fs::create_directories(disk);
        const std::string by = own_mounts();
        if (by.empty()) return false;
        return run_script(by,
                          "mount -t tmpfs -o size=64k tmpfs " + in_quotes(disk.string()) +
                              " && umount " + in_quotes(disk.string()) + "\n",
                          folder_.path())
                   .exit_code == 0;
    }

    void expect_full_and_then_one_result(const std::string& name) {
        int times_full = 0;
        constexpr std::array<std::uintmax_t, 6> rooms{
            4'096, 16'384, 32'768, 65'536, 131'072, 262'144};
        for (const std::uintmax_t room : rooms) {
            SCOPED_TRACE(name + " with room for " + std::to_string(room));
            const fs::path data = area_.before(name);
            const ProgramEnd end = on_a_disk_of(size_of(data) + room, name, data);
            if (end.exit_code == 0) break;
            if (end.exit_code == no_room_for_the_data) continue;
            ++times_full;
            EXPECT_EQ(end.exit_code, 4) << end.err;
            EXPECT_NE(end.err.find("full"), std::string::npos) << end.err;
            EXPECT_EQ(result_in(data).faults, std::vector<std::string>{});
            const ProgramEnd again = run_almoner(area_.words(name, data));
            EXPECT_EQ(again.exit_code, 0) << again.err;
            EXPECT_EQ(result_in(data), area_.after(name));
        }
        EXPECT_GT(times_full, 0);
    }

    FaultArea area_;
    TempFolder folder_;
};

TEST_F(Disk, WithoutRoomForAProposalSaysSoAndLosesNothing) {
    if (!can_mount()) GTEST_SKIP() << "this machine lets nobody mount a small disk";
    expect_full_and_then_one_result("propose");
}

TEST_F(Disk, WithoutRoomForTheFilesOfARunSaysSoAndSendsThemOnce) {
    if (!can_mount()) GTEST_SKIP() << "this machine lets nobody mount a small disk";
    expect_full_and_then_one_result("send");
}

TEST_F(Disk, WithoutRoomForAStatementSaysSoAndReadsItOnce) {
    if (!can_mount()) GTEST_SKIP() << "this machine lets nobody mount a small disk";
    expect_full_and_then_one_result("import");
}

// Root may write anywhere, so the command is given by nobody.
class ReadOnly : public Disk {
  protected:
    void SetUp() override {
        if (::geteuid() != 0) GTEST_SKIP() << "only root becomes nobody";
        change_mode(folder_.path(), "a+rX");
        // Every folder above must let nobody through.
        for (fs::path above = area_.before("send"); above != above.root_path();
             above = above.parent_path()) {
            fs::permissions(
                above, fs::perms::others_exec | fs::perms::others_read, fs::perm_options::add);
        }
    }

    ProgramEnd as_nobody(const std::string& name, const fs::path& data) {
        return run_script("setpriv --reuid=65534 --regid=65534 --clear-groups",
                          "exec " + line_of(area_.words(name, data)) + "\n",
                          folder_.path());
    }

    // All but the people's keys, which have one owner.
    static void open_to_everybody(const fs::path& data) {
        change_mode(data.parent_path(), "a+rwX");
        const std::string keys = in_quotes((data / "people.keys").string());
        EXPECT_EQ(std::system(("chmod 600 " + keys + " && chown 65534 " + keys).c_str()), 0);
    }
    static void change_mode(const fs::path& data, const std::string& mode) {
        EXPECT_EQ(std::system(("chmod -R " + mode + " " + in_quotes(data.string())).c_str()), 0);
    }
};

TEST_F(ReadOnly, ADataFolderThatCantBeWrittenIsNamedAndNothingChanges) {
    const fs::path data = area_.before("propose");
    change_mode(data.parent_path(), "a+rX");
    const Result before = result_in(data);
    const ProgramEnd end = as_nobody("propose", data);
    EXPECT_EQ(end.exit_code, 4) << end.err;
    EXPECT_NE(end.err.find("can't be written to: check that it exists and its permissions"),
              std::string::npos)
        << end.err;
    EXPECT_EQ(result_in(data), before);
}

TEST_F(ReadOnly, AnOutboxThatCantBeWrittenIsNamedAndTheFileGoesOutOnceItCan) {
    const fs::path data = area_.before("send");
    fs::create_directories(data / "outbox");
    open_to_everybody(data);
    change_mode(data / "outbox", "a-w");
    const ProgramEnd end = as_nobody("send", data);
    EXPECT_EQ(end.exit_code, 4) << end.err;
    EXPECT_NE(end.err.find("the folder can't be written to"), std::string::npos) << end.err;
    EXPECT_TRUE(result_in(data).files.empty());
    EXPECT_EQ(result_in(data).faults, std::vector<std::string>{});
    change_mode(data / "outbox", "a+w");
    const ProgramEnd again = as_nobody("send", data);
    EXPECT_EQ(again.exit_code, 0) << again.err;
    EXPECT_EQ(result_in(data), area_.after("send"));
}

TEST_F(ReadOnly, ARunWhoseFileWasNotWrittenIsSentByAskingAnew) {
    const fs::path data = area_.before("send");
    fs::create_directories(data / "outbox");
    open_to_everybody(data);
    change_mode(data / "outbox", "a-w");
    EXPECT_EQ(as_nobody("send", data).exit_code, 4);
    change_mode(data / "outbox", "a+w");
    std::vector<std::string> anew = area_.words("send", data);
    std::ranges::replace(anew, std::string("fault-send"), std::string("another-key"));
    anew.emplace_back("--json");
    const ProgramEnd again = run_almoner(anew);
    EXPECT_EQ(again.exit_code, 0) << again.err;
    EXPECT_NE(again.out.find(R"("sent")"), std::string::npos) << again.out;
    EXPECT_EQ(result_in(data), area_.after("send"));
}

}  // namespace
}  // namespace almoner::tests

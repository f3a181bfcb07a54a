// What the program refuses before it asks the books anything: a server's half a certificate, a
// backup of no area, a restore to nowhere; and a budget of which there is none.
#include "tests/support/cli_area.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace almoner::tests {
namespace {

namespace fs = std::filesystem;

TEST(Refusals, OfAServersCertificateWithoutItsKey) {
    const CliArea area;
    const ProgramEnd end =
        run_almoner({"--data", area.data(), "serve", "--certificate", "server.pem"});
    EXPECT_EQ(end.exit_code, 2);
    EXPECT_NE(end.err.find("(certificate-without-key)"), std::string::npos) << end.err;
}

TEST(Refusals, OfABackupWithoutAnAreaAndARestoreToNowhere) {
    const TempFolder folder;
    const std::string backups = (folder.path() / "backups").string();
    const std::string empty = (folder.path() / "empty").string();
    fs::create_directories(backups);
    fs::create_directories(empty);
    const auto code_of = [](const std::vector<std::string>& words) {
        const ProgramEnd end = run_almoner(words);
        EXPECT_EQ(end.exit_code, 1) << end.out;
        const std::size_t from = end.err.find('(') + 1;
        return end.err.substr(from, end.err.find(')') - from);
    };
    EXPECT_EQ(code_of({"--data", empty, "backup", "--to", backups}), "area-unknown");
    const std::string restored = (folder.path() / "restored").string();
    EXPECT_EQ(code_of({"restore", "--from", backups, "--to", restored + "/none/below"}),
              "folder-missing");
    EXPECT_EQ(code_of({"restore",
                       "--from",
                       backups,
                       "--to",
                       restored,
                       "--people-keys",
                       empty + "/people.keys"}),
              "file-missing");
    EXPECT_FALSE(fs::exists(restored));
}

TEST(Refusals, OfABudgetThatNobodyKnows) {
    const CliArea area;
    EXPECT_EQ(area.refusal("vi", {"review", "list", "B-NONE"}), "budget-unknown");
    EXPECT_EQ(area.refusal("vi", {"spend", "list", "B-NONE"}), "budget-unknown");
}

// No waiting mends it: the exit code is that of books that can't be trusted.
TEST(DamagedArea, IsSaidWithWhatToDo) {
    const CliArea area;
    const fs::path file = fs::path(area.data()) / "almoner.db";
    const auto expect_damaged = [&](const std::vector<std::string>& words) {
        const ProgramEnd end = run_almoner(words);
        EXPECT_EQ(end.exit_code, 5);
        EXPECT_NE(end.err.find("the area's database file is damaged"), std::string::npos)
            << end.err;
        EXPECT_NE(end.err.find("'almoner restore --help'"), std::string::npos);
    };
    fs::resize_file(file, 5000);
    expect_damaged({"--data", area.data(), "verify"});
    expect_damaged({"--data", area.data(), "init", "--name", "Again"});
    std::ofstream(file, std::ios::trunc) << std::string(5000, 'x');
    expect_damaged({"--data", area.data(), "verify"});
}

TEST(DamagedArea, WhoseInitWasStoppedIsNamedSo) {
    const TempFolder folder;
    std::ofstream(folder.path() / "almoner.db").close();
    const ProgramEnd end = run_almoner({"--data", folder.path().string(), "verify"});
    EXPECT_EQ(end.exit_code, 4);
    EXPECT_NE(end.err.find("this area was never finished: 'almoner init' was stopped"),
              std::string::npos)
        << end.err;
    const ProgramEnd again =
        run_almoner({"--data", folder.path().string(), "init", "--name", "Again"});
    EXPECT_EQ(again.exit_code, 0) << again.err;
}

}  // namespace
}  // namespace almoner::tests

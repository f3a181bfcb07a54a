// A backup is the area at one commit, whole or not there; what comes out of it is that area again.
#include "ledger/journal/sha256.h"
#include "tests/ops/backup/kept_area.h"
#include "tests/support/files.h"

#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <sys/stat.h>

namespace almoner::tests {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::read_whole;

class Backup : public ::testing::Test {
  protected:
    [[nodiscard]] ProgramEnd restore(const std::string& to,
                                     const std::vector<std::string>& more = {}) const {
        std::vector<std::string> words{"restore",
                                       "--from",
                                       kept.backups().string(),
                                       "--to",
                                       kept.place(to).string(),
                                       "--json"};
        words.insert(words.end(), more.begin(), more.end());
        return run_almoner(words);
    }
    KeptArea kept;
};

TEST_F(Backup, WhatIsRestoredIsTheAreaRowByRow) {
    const auto rows = rows_in(kept.data());
    const json made = kept.backup();
    EXPECT_EQ(made.at("head_seq").get<std::int64_t>(), last_command_in(kept.data()));
    const ProgramEnd end = restore("again");
    ASSERT_EQ(end.exit_code, 0) << end.err;
    EXPECT_EQ(rows_in(kept.place("again")), rows);
    EXPECT_TRUE(kept.verifies("again"));
    const json said = json::parse(end.out);
    EXPECT_EQ(said.at("restored").at(0).at("head_hash"), made.at("head_hash"));
    EXPECT_TRUE(said.at("missing").empty());
    // And work goes on there.
    const ProgramEnd next = kept.ask_in("again", "sam", {"setting", "set", "cut-off", "21:30"});
    EXPECT_EQ(next.exit_code, 0) << next.err;
    EXPECT_TRUE(kept.verifies("again"));
}

TEST_F(Backup, IsNamedByItsDayAndHeadAndSaysWhatItHolds) {
    const json made = kept.backup();
    const fs::path folder = made.at("folder").get<std::string>();
    const std::string seq = std::to_string(last_command_in(kept.data()));
    const std::string hash = made.at("head_hash").get<std::string>().substr(0, 16);
    const std::regex form("backup-\\d{4}-\\d{2}-\\d{2}-0*" + seq + "-" + hash);
    EXPECT_TRUE(std::regex_match(folder.filename().string(), form)) << folder;
    EXPECT_EQ(names_in(folder),
              (std::vector<std::string>{"SHA256SUMS", "almoner.db", "manifest.json"}));
    const json manifest = json::parse(read_whole(folder / "manifest.json"));
    EXPECT_EQ(manifest.at("sha256").get<std::string>(),
              ledger::sha256_hex(read_whole(folder / "almoner.db")));
    EXPECT_EQ(manifest.at("bytes").get<std::uintmax_t>(), fs::file_size(folder / "almoner.db"));
    EXPECT_FALSE(manifest.at("program").get<std::string>().empty());
    const std::string check = "cd '" + folder.string() + "' && sha256sum --quiet -c SHA256SUMS";
    EXPECT_EQ(std::system(check.c_str()), 0);
}

TEST_F(Backup, IsForItsOwnerAlone) {
    const fs::path folder = kept.backup().at("folder").get<std::string>();
    for (const fs::path& each : files_below(kept.backups())) {
        struct stat status{};
        ASSERT_EQ(::stat(each.c_str(), &status), 0);
        EXPECT_EQ(status.st_mode & 077U, 0U) << each;
    }
    EXPECT_EQ(fs::status(folder).permissions() & fs::perms::others_all, fs::perms::none);
}

TEST_F(Backup, TwiceWithNothingBetweenIsOneBackup) {
    const json first = kept.backup();
    const json second = kept.backup();
    EXPECT_EQ(first, second);
    EXPECT_EQ(names_in(kept.backups()).size(), 1U);
    kept.set_cut_off("21:30");
    (void)kept.backup();
    EXPECT_EQ(names_in(kept.backups()).size(), 2U);
}

TEST_F(Backup, OneThatIsThereAndDamagedIsNotTakenForGood) {
    const fs::path folder = kept.backup().at("folder").get<std::string>();
    flip_a_bit(folder / "almoner.db", 5000);
    const ProgramEnd end = kept.area().ask("", {"backup", "--to", kept.backups().string()});
    EXPECT_EQ(end.exit_code, 5);
    EXPECT_NE(end.err.find("almoner.db"), std::string::npos) << end.err;
}

TEST_F(Backup, RefusesFoldersThatWouldMixOrLoseIt) {
    const auto refusal = [&](const fs::path& to) {
        return kept.area().refusal("", {"backup", "--to", to.string()});
    };
    EXPECT_EQ(refusal(kept.place("not-mounted")), "folder-missing");
    EXPECT_FALSE(fs::exists(kept.place("not-mounted")));
    EXPECT_EQ(refusal(kept.data()), "folder-in-data");
    fs::create_directory(kept.data() / "inside");
    EXPECT_EQ(refusal(kept.data() / "inside"), "folder-in-data");
    const CliArea other;
    EXPECT_EQ(other.refusal("", {"backup", "--to", kept.backups().string()}), "accepted");
    EXPECT_EQ(refusal(kept.backups()), "folder-of-another-area");
}

TEST_F(Backup, IsRefusedWithTheToolsToUseOnPostgres) {
    const ProgramEnd end = run_almoner({"backup",
                                        "--to",
                                        kept.backups().string(),
                                        "--store",
                                        "postgresql://nobody@localhost/none",
                                        "--data",
                                        kept.place("pg").string()});
    EXPECT_EQ(end.exit_code, 1);
    EXPECT_NE(end.err.find("pg_basebackup"), std::string::npos) << end.err;
    EXPECT_NE(end.err.find("pg_dump"), std::string::npos) << end.err;
}

TEST_F(Backup, WhileAServerTakesCommandsIsOneOfItsCommits) {
    RunningServer server(kept.data());
    kept.set_cut_off("21:30");
    const json made = kept.backup();
    kept.set_cut_off("21:45");
    EXPECT_EQ(server.stop(), 0);
    EXPECT_EQ(made.at("head_seq").get<std::int64_t>() + 1, last_command_in(kept.data()));
    ASSERT_EQ(restore("again").exit_code, 0);
    EXPECT_EQ(cut_off_in(kept.place("again")), "21:30");
    EXPECT_TRUE(kept.verifies("again"));
}

TEST_F(Backup, RestoreWritesOverNothing) {
    (void)kept.backup();
    const auto rows = rows_in(kept.data());
    const ProgramEnd over = restore("data");
    EXPECT_EQ(over.exit_code, 1);
    EXPECT_EQ(json::parse(over.err).at("code").get<std::string>(), "folder-not-empty");
    EXPECT_EQ(rows_in(kept.data()), rows);
    EXPECT_EQ(restore("again").exit_code, 0);
    EXPECT_EQ(restore("again").exit_code, 1);
    EXPECT_EQ(restore(kept.folder("empty").filename()).exit_code, 0);
}

// What is in an area's folder goes with it when that is thrown away or copied.
TEST_F(Backup, RestoreMakesNoAreaInAnother) {
    (void)kept.backup();
    (void)kept.folder("data/below");
    fs::create_directory_symlink(kept.data(), kept.place("link"));
    for (const std::string to : {"data/again", "data/below/again", "link/again"}) {
        const ProgramEnd within = restore(to);
        EXPECT_EQ(within.exit_code, 1) << to;
        const json said = json::parse(within.err);
        EXPECT_EQ(said.at("code").get<std::string>(), "folder-in-an-area") << to;
        EXPECT_EQ(said.at("next").get<std::string>(), "Give --to a folder outside of it.");
        EXPECT_FALSE(fs::exists(kept.place(to))) << to;
    }
    EXPECT_EQ(restore("again").exit_code, 0);
}

TEST_F(Backup, RestoreTakesTheNewestGoodOneAndSaysWhichIsNot) {
    (void)kept.backup();
    const std::int64_t older = last_command_in(kept.data());
    kept.set_cut_off("21:30");
    const fs::path newest = kept.backup().at("folder").get<std::string>();
    flip_a_bit(newest / "almoner.db", 9000);
    const ProgramEnd end = restore("again");
    EXPECT_EQ(end.exit_code, 3) << end.err;
    EXPECT_EQ(last_command_in(kept.place("again")), older);
    EXPECT_NE(end.out.find((newest / "almoner.db").string()), std::string::npos) << end.out;
    const ProgramEnd nothing = run_almoner({"restore",
                                            "--from",
                                            kept.folder("none").string(),
                                            "--to",
                                            kept.place("x").string(),
                                            "--json"});
    EXPECT_EQ(nothing.exit_code, 1);
    EXPECT_EQ(json::parse(nothing.err).at("code").get<std::string>(), "backup-none");
    EXPECT_FALSE(fs::exists(kept.place("x")));
}

// A file that the bank may have is not written a second time because the books are younger.
TEST_F(Backup, AFileThatWasBegunWhenItWasMadeIsInDoubtWhereItIsRestored) {
    const CliArea& area = kept.area();
    const json run =
        area.answer("jo", {"run", "propose", "--until", "2026-04-30"}).at("runs").at(0);
    const std::string confirm = run.at("confirm").get<std::string>();
    (void)area.answer("sam", {"run", "approve", "RUN-1", "--confirm", confirm});
    // Where the outbox can't be written, the run stays begun.
    std::ofstream(kept.data() / "outbox") << "in the way\n";
    EXPECT_NE(area.ask("jo", {"run", "send", "RUN-1"}).exit_code, 0);
    (void)kept.backup();
    const ProgramEnd end = restore("again");
    ASSERT_EQ(end.exit_code, 0) << end.err;
    const json said = json::parse(end.out);
    ASSERT_FALSE(said.at("ask_the_bank").empty()) << end.out;
    const auto send_again = [&] { return kept.ask_in("again", "jo", {"run", "send", "RUN-1"}); };
    const ProgramEnd again = send_again();
    EXPECT_NE(again.exit_code, 0);
    EXPECT_NE(again.err.find("Ask the bank"), std::string::npos) << again.err;
    EXPECT_TRUE(names_in(kept.place("again") / "outbox").empty());
    // The bank says that it has them: so they are marked, and sent without being written.
    for (const std::string& mark : names_in(kept.place("again") / "outbox-marks")) {
        const fs::path begun = kept.place("again") / "outbox-marks" / mark;
        fs::rename(begun, fs::path(begun).replace_extension(".done"));
    }
    const ProgramEnd marked = send_again();
    EXPECT_EQ(marked.exit_code, 0) << marked.err;
    EXPECT_TRUE(names_in(kept.place("again") / "outbox").empty());
}

}  // namespace
}  // namespace almoner::tests

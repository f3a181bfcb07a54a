// A drill that could not run, or did not prove all that is kept, never says that it was good.
#include "ledger/storage/sqlite/sqlite_database.h"
#include "tests/ops/backup/kept_area.h"
#include "tests/support/files.h"
#include "tests/support/places.h"

#include <gtest/gtest.h>

#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <spawn.h>
#include <string>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace almoner::tests {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::read_whole;

// Not waited for.
pid_t start_almoner(std::vector<std::string> words) {
    words.insert(words.begin(), testing::program_path());
    std::vector<char*> arguments;
    arguments.reserve(words.size() + 1);
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    pid_t process = -1;
    const int failed =
        ::posix_spawn(&process, arguments.front(), nullptr, nullptr, arguments.data(), environ);
    EXPECT_EQ(failed, 0);
    return process;
}

std::ptrdiff_t folders_in(const fs::path& folder) {
    return std::distance(fs::directory_iterator(folder), fs::directory_iterator());
}

class Drill : public ::testing::Test {
  protected:
    [[nodiscard]] json noted() const {
        return json::parse(read_whole(kept.data() / "safekeeping" / "drill.json"));
    }
    // So many places in the file, first and last octet among them.
    void expect_damage_is_found(const fs::path& file, const ProgramEnd& good) {
        const std::uintmax_t size = fs::file_size(file);
        constexpr std::uintmax_t places = 5;
        for (std::uintmax_t i = 0; i < places; ++i) {
            const std::uintmax_t octet = i * (size - 1) / (places - 1);
            SCOPED_TRACE(file.filename().string() + " at " + std::to_string(octet));
            flip_a_bit(file, octet);
            const ProgramEnd end = kept.drill();
            EXPECT_EQ(end.exit_code, 5) << end.out;
            EXPECT_NE(end.err.find(file.filename().string()), std::string::npos) << end.err;
            EXPECT_TRUE(end.out.empty()) << end.out;
            EXPECT_FALSE(noted().at("good").get<bool>());
            flip_a_bit(file, octet);
        }
        EXPECT_EQ(kept.drill().exit_code, good.exit_code);
    }

    KeptArea kept;
};

TEST_F(Drill, SaysWhatALossWouldCost) {
    (void)kept.backup();
    const json none = kept.area().answer("", {"drill", "--from", kept.backups().string()});
    EXPECT_EQ(none.at("drill").at(0).at("lost_commands").get<std::int64_t>(), 0);
    kept.set_cut_off_at("21:30", "09:05");
    kept.set_cut_off_at("21:45", "11:30");
    const json some =
        kept.area().answer("", {"drill", "--from", kept.backups().string()}).at("drill").at(0);
    EXPECT_EQ(some.at("lost_commands").get<std::int64_t>(), 2);
    EXPECT_EQ(some.at("recovery_point").get<std::string>(), "2 commands of 2 hours would be lost");
    EXPECT_GT(some.at("recovery_ms").get<std::int64_t>(), 0);
    EXPECT_TRUE(noted().at("good").get<bool>());
}

TEST_F(Drill, FindsADamagedOctetAnywhereInAnyBackupAndNamesTheFile) {
    (void)kept.backup();
    kept.set_cut_off("21:30");
    (void)kept.backup();
    const ProgramEnd good = kept.drill();
    ASSERT_EQ(good.exit_code, 0) << good.err;
    const auto files = files_below(kept.backups());
    ASSERT_EQ(files.size(), 6U);
    for (const fs::path& file : files) expect_damage_is_found(file, good);
}

TEST_F(Drill, FindsADamagedOctetAnywhereInASegment) {
    kept.ship_to(kept.backups());
    kept.set_cut_off("21:30");
    kept.set_cut_off("21:45");
    const ProgramEnd good = kept.drill();
    ASSERT_EQ(good.exit_code, 0) << good.err;
    int segments = 0;
    for (const fs::path& file : files_below(kept.backups())) {
        if (file.extension() != ".segment") continue;
        ++segments;
        expect_damage_is_found(file, good);
    }
    EXPECT_GE(segments, 1);
}

TEST_F(Drill, FailsWhereAFileOfABackupIsMissingOrCutShort) {
    const fs::path folder = kept.backup().at("folder").get<std::string>();
    for (const fs::path& file : files_below(folder)) {
        const std::string whole = read_whole(file);
        fs::remove(file);
        const ProgramEnd missing = kept.drill();
        EXPECT_NE(missing.exit_code, 0) << file;
        EXPECT_NE(missing.err.find(file.filename().string()), std::string::npos) << missing.err;
        std::ofstream(file, std::ios::binary) << whole.substr(0, whole.size() / 2);
        EXPECT_NE(kept.drill().exit_code, 0) << file;
        std::ofstream(file, std::ios::binary) << whole;
    }
    EXPECT_EQ(kept.drill().exit_code, 0);
}

TEST_F(Drill, ThatCantRunIsNotedAsOneThatFailed) {
    (void)kept.backup();
    ASSERT_EQ(kept.drill().exit_code, 0);
    const json good = noted();
    const ProgramEnd nowhere =
        kept.area().ask("", {"drill", "--from", kept.place("not-mounted").string()});
    EXPECT_EQ(nowhere.exit_code, 1);
    EXPECT_FALSE(noted().at("good").get<bool>());
    // When it was last good is not forgotten.
    EXPECT_EQ(noted().at("good_at_ms"), good.at("good_at_ms"));
    ASSERT_EQ(kept.drill().exit_code, 0);
    const ProgramEnd empty = kept.area().ask("", {"drill", "--from", kept.folder("none").string()});
    EXPECT_EQ(empty.exit_code, 1);
    EXPECT_FALSE(noted().at("good").get<bool>());
    const ProgramEnd no_room = kept.area().ask(
        "", {"drill", "--from", kept.backups().string(), "--scratch", kept.place("no").string()});
    EXPECT_EQ(no_room.exit_code, 4);
    EXPECT_FALSE(noted().at("good").get<bool>());
}

// The sums are right, and what they are of is not what the area was.
TEST_F(Drill, FailsWhereTheBooksDoNotAgreeWithTheirJournal) {
    const fs::path folder = kept.backup().at("folder").get<std::string>();
    ledger::open_sqlite(folder, ledger::SqliteUse::write)
        ->run_script(
            "UPDATE account SET debit_posted = debit_posted + 1,"
            " credit_posted = credit_posted + 1 WHERE id = 1");
    const std::string before =
        json::parse(read_whole(folder / "manifest.json")).at("sha256").get<std::string>();
    const std::string mend = "cd '" + folder.string() +
                             "' && new=$(sha256sum < almoner.db | cut -c1-64)" + " && sed -i s/" +
                             before + "/$new/ manifest.json" +
                             " && sha256sum almoner.db manifest.json > SHA256SUMS";
    ASSERT_EQ(std::system(mend.c_str()), 0);
    const ProgramEnd end = kept.drill();
    EXPECT_EQ(end.exit_code, 5);
    EXPECT_NE(end.err.find("does not agree with its journal"), std::string::npos) << end.err;
    EXPECT_FALSE(noted().at("good").get<bool>());
    const ProgramEnd restored = run_almoner(
        {"restore", "--from", kept.backups().string(), "--to", kept.place("again").string()});
    EXPECT_EQ(restored.exit_code, 5);
    EXPECT_FALSE(fs::exists(kept.place("again")));
}

TEST_F(Drill, OfAnotherAreasBackupsFails) {
    const CliArea other;
    ASSERT_EQ(other.refusal("", {"backup", "--to", kept.backups().string()}), "accepted");
    const ProgramEnd end = kept.drill();
    EXPECT_EQ(end.exit_code, 5);
    EXPECT_NE(end.err.find("is not of the journal"), std::string::npos) << end.err;
}

// Neither the area nor its keys were looked at: a slip in a timer's line must not look like a
// proof.
TEST_F(Drill, BesideNoAreaIsNoSuccess) {
    (void)kept.backup();
    const std::string wrong = kept.folder("wrong").string();
    const std::vector<std::string> words{
        "drill", "--from", kept.backups().string(), "--data", wrong};
    const ProgramEnd end = run_almoner(words);
    EXPECT_EQ(end.exit_code, 3) << end.out << end.err;
    EXPECT_EQ(end.out.find("good"), std::string::npos) << end.out;
    EXPECT_NE(end.out.find("NOT EVERYTHING WAS LOOKED AT"), std::string::npos) << end.out;
    auto with_keys = words;
    with_keys.insert(with_keys.end(), {"--people-keys", (kept.data() / "people.keys").string()});
    EXPECT_EQ(run_almoner(with_keys).exit_code, 3) << "it was compared with nothing";
    EXPECT_TRUE(fs::is_empty(wrong));
}

// The drill reads this "segment", a pipe, until somebody writes to it; so it is killed in the
// middle.
TEST_F(Drill, ThatIsKilledCountsAsFailedAndTheNextOneClearsWhatItLeft) {
    (void)kept.backup();
    ASSERT_EQ(kept.drill().exit_code, 0);
    const json good = noted();
    const fs::path pipe =
        kept.folder("pipes") / "journal-9999999990-9999999999-0123456789abcdef.segment";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    const fs::path scratch = kept.folder("scratch");
    const std::vector<std::string> words{"drill",
                                         "--from",
                                         kept.backups().string(),
                                         "--shipped",
                                         kept.place("pipes").string(),
                                         "--scratch",
                                         scratch.string(),
                                         "--data",
                                         kept.data().string()};
    const pid_t process = start_almoner(words);
    const int pipe_end = ::open(pipe.c_str(), O_WRONLY | O_CLOEXEC);  // once the drill reads it
    ASSERT_GE(pipe_end, 0);
    EXPECT_FALSE(noted().at("good").get<bool>());
    EXPECT_EQ(noted().at("words"), "begun, and not ended");
    EXPECT_EQ(noted().at("good_at_ms"), good.at("good_at_ms"));
    // Another one beside it leaves it what it works on.
    const auto beside = [&] {
        return kept.area().ask(
            "", {"drill", "--from", kept.backups().string(), "--scratch", scratch.string()});
    };
    EXPECT_EQ(beside().exit_code, 0);
    EXPECT_EQ(folders_in(scratch), 1);
    ::kill(process, SIGKILL);
    int status = 0;
    ::waitpid(process, &status, 0);
    ::close(pipe_end);
    EXPECT_EQ(folders_in(scratch), 1) << "the personal data of a drill that was killed";
    EXPECT_EQ(beside().exit_code, 0);
    EXPECT_EQ(folders_in(scratch), 0);
    EXPECT_TRUE(noted().at("good").get<bool>());
}

TEST_F(Drill, LeavesNothingBehind) {
    (void)kept.backup();
    const fs::path scratch = kept.folder("scratch");
    const ProgramEnd end = kept.area().ask(
        "", {"drill", "--from", kept.backups().string(), "--scratch", scratch.string()});
    EXPECT_EQ(end.exit_code, 0) << end.err;
    EXPECT_TRUE(fs::is_empty(scratch));
}

}  // namespace
}  // namespace almoner::tests

#include "gateway/outbox/outbox.h"

#include "tests/support/files.h"

#include <gtest/gtest.h>

#include <csignal>
#include <string>
#include <sys/resource.h>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace almoner::gateway {
namespace {

namespace fs = std::filesystem;

class OutboxTest : public ::testing::Test {
  protected:
    void SetUp() override {
        const auto* const test = ::testing::UnitTest::GetInstance()->current_test_info();
        folder_ = fs::path(::testing::TempDir()) / ("outbox." + std::string(test->name()));
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }

    [[nodiscard]] std::vector<std::string> names() const {
        std::vector<std::string> names;
        for (const auto& entry : fs::directory_iterator(folder_))
            names.push_back(entry.path().filename().string());
        return names;
    }
    fs::path folder_;
};

// FIPS 180-4's example of one block.
constexpr const char* abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

TEST_F(OutboxTest, HoldsTheWholeFileForItsOwnerOnly) {
    const std::string bytes = std::string(200'000, 'x') + '\0' + "y";
    Outbox outbox(folder_);
    const OutboxFile written = outbox.write("run-1.txt", bytes).value();
    EXPECT_EQ(written.size, 200'002U);
    EXPECT_EQ(written.sha256.size(), 64U);
    EXPECT_EQ(almoner::testing::read_whole(folder_ / "run-1.txt"), bytes);
    EXPECT_EQ(names(), std::vector<std::string>{"run-1.txt"});
    EXPECT_EQ(fs::status(folder_ / "run-1.txt").permissions(),
              fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(OutboxTest, FindsAfterARestartWhatIsThere) {
    EXPECT_FALSE(Outbox(folder_).found("run-1.txt").has_value());
    ASSERT_TRUE(Outbox(folder_).write("run-1.txt", "abc").accepted());
    EXPECT_EQ(Outbox(folder_).found("run-1.txt"), (OutboxFile{abc, 3}));
}

TEST_F(OutboxTest, TheSameAgainChangesNothingAndAnotherIsRefused) {
    Outbox outbox(folder_);
    ASSERT_TRUE(outbox.write("run-1.txt", "abc").accepted());
    const auto before = fs::last_write_time(folder_ / "run-1.txt");
    EXPECT_EQ(outbox.write("run-1.txt", "abc").value(), (OutboxFile{abc, 3}));
    EXPECT_EQ(fs::last_write_time(folder_ / "run-1.txt"), before);
    EXPECT_EQ(outbox.write("run-1.txt", "abd").refusal().code, "outbox-file-differs");
    EXPECT_EQ(almoner::testing::read_whole(folder_ / "run-1.txt"), "abc");
}

TEST_F(OutboxTest, AFileLeftHalfWrittenIsNotThereAndIsWrittenAnew) {
    std::ofstream(folder_ / ".run-1.txt.part") << "half of somethi";
    Outbox outbox(folder_);
    EXPECT_FALSE(outbox.found("run-1.txt").has_value());
    EXPECT_EQ(outbox.write("run-1.txt", "abc").value(), (OutboxFile{abc, 3}));
    EXPECT_EQ(names(), std::vector<std::string>{"run-1.txt"});
}

// The bank may collect it at any moment: it counts as sent.
TEST_F(OutboxTest, AFileThatIsThereIsNotGivenUp) {
    Outbox outbox(folder_);
    ASSERT_TRUE(outbox.give_up("run-1.txt").accepted());
    ASSERT_TRUE(outbox.write("run-1.txt", "abc").accepted());
    const auto given_up = outbox.give_up("run-1.txt");
    ASSERT_FALSE(given_up.accepted());
    EXPECT_EQ(given_up.refusal().code, "outbox-file-there");
    EXPECT_EQ(names(), std::vector<std::string>{"run-1.txt"});
}

// With marks, a file may be collected at any moment.
class OutboxMarks : public OutboxTest {
  protected:
    void SetUp() override {
        OutboxTest::SetUp();
        marks_ = folder_ / "marks";
        fs::create_directories(marks_);
    }
    fs::path marks_;
};

TEST_F(OutboxMarks, AFileThatWasCollectedIsFoundByItsMark) {
    Outbox outbox(folder_, marks_);
    ASSERT_TRUE(outbox.write("run-1.txt", "abc").accepted());
    ASSERT_TRUE(fs::remove(folder_ / "run-1.txt"));
    EXPECT_EQ(Outbox(folder_, marks_).found("run-1.txt"), (OutboxFile{abc, 3}));
    EXPECT_EQ(outbox.write("run-1.txt", "abc").value(), (OutboxFile{abc, 3}));
    EXPECT_EQ(outbox.write("run-1.txt", "abd").refusal().code, "outbox-file-differs");
    EXPECT_FALSE(fs::exists(folder_ / "run-1.txt"));
}

TEST_F(OutboxMarks, WhileThePartIsThereTheFileWasNeverInPlace) {
    std::ofstream(marks_ / "run-1.txt.begun") << abc << " 3\n";
    Outbox outbox(folder_, marks_);
    EXPECT_EQ(outbox.write("run-1.txt", "abc").refusal().code, "outbox-file-in-doubt");
    std::ofstream(folder_ / ".run-1.txt.part") << "ab";
    EXPECT_EQ(outbox.write("run-1.txt", "abc").value(), (OutboxFile{abc, 3}));
    EXPECT_EQ(almoner::testing::read_whole(folder_ / "run-1.txt"), "abc");
    EXPECT_FALSE(fs::exists(marks_ / "run-1.txt.begun"));
}

TEST_F(OutboxMarks, AFolderThatRefusesTheFileLeavesNoDoubt) {
    Outbox outbox(folder_, marks_);
    try {
        fs::create_directory(folder_ / ".run-1.txt.part");
        (void)outbox.write("run-1.txt", "abc");
        FAIL() << "written over a folder";
    } catch (const std::system_error&) {
        fs::remove(folder_ / ".run-1.txt.part");
    }
    EXPECT_EQ(outbox.write("run-1.txt", "abc").value(), (OutboxFile{abc, 3}));
}

TEST_F(OutboxTest, NamesStayInTheFolder) {
    for (const std::string& name : {std::string(),
                                    std::string("../x"),
                                    std::string("a/b"),
                                    std::string(".x"),
                                    std::string("a\0b", 3),
                                    std::string(201, 'a')})
        EXPECT_EQ(Outbox(folder_).write(name, "abc").refusal().code, "outbox-name-form");
    EXPECT_TRUE(names().empty());
}

// The limit on the size of files stands in for a disk that fills up in the middle of a write.
TEST_F(OutboxTest, ADiskThatFillsUpLeavesNothingBehind) {
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{1000, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
    std::string words;
    try {
        (void)Outbox(folder_).write("run-1.txt", std::string(5000, 'x'));
    } catch (const std::system_error& error) {
        words = error.what();
    }
    setrlimit(RLIMIT_FSIZE, &before);
    EXPECT_NE(words.find("can't write"), std::string::npos) << words;
    EXPECT_NE(words.find("larger than the system allows"), std::string::npos) << words;
    EXPECT_TRUE(names().empty());
}

TEST_F(OutboxTest, AFolderThatIsNotThereIsSaidSo) {
    try {
        (void)Outbox(folder_ / "missing").write("run-1.txt", "abc");
        FAIL() << "written to nowhere";
    } catch (const std::system_error& error) {
        EXPECT_EQ(error.code().value(), ENOENT);
        EXPECT_NE(std::string(error.what()).find("the folder is not there"), std::string::npos);
    }
}

// Root may write everywhere, so for a moment the test is nobody.
TEST_F(OutboxTest, AReadOnlyFolderIsSaidSo) {
    constexpr uid_t nobody = 65534;
    const bool root = geteuid() == 0;
    fs::permissions(folder_, fs::perms(0555));
    if (root) {
        ASSERT_EQ(seteuid(nobody), 0);
    }
    std::string words;
    try {
        (void)Outbox(folder_).write("run-1.txt", "abc");
    } catch (const std::system_error& error) {
        words = error.what();
    }
    if (root) {
        ASSERT_EQ(seteuid(0), 0);
    }
    fs::permissions(folder_, fs::perms::owner_all);
    EXPECT_NE(words.find("the folder can't be written to"), std::string::npos) << words;
    EXPECT_TRUE(names().empty());
}

}  // namespace
}  // namespace almoner::gateway

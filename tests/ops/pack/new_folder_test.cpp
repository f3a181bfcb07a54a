// A folder of files is there whole or not at all, and nothing is written over.
#include "ops/pack/new_folder.h"

#include "tests/support/files.h"
#include "tests/support/test_area.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace almoner::ops {
namespace {

namespace fs = std::filesystem;

class NewFolder : public ::testing::Test {
  protected:
    [[nodiscard]] ledger::Refusal refused(const fs::path& to) const {
        const auto written = write_new_folder(to, {{"one.csv", "1"}, {"two.csv", "2"}});
        return written.accepted() ? ledger::Refusal{"accepted", "", "", "", ""} : written.refusal();
    }
    [[nodiscard]] std::ptrdiff_t entries() const {
        return std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator());
    }

    tests::TempFolder folder;
};

TEST_F(NewFolder, HasItsFilesForItsOwnerAlone) {
    const fs::path to = folder.path() / "pack";
    EXPECT_EQ(refused(to.string() + "/").code, "accepted");
    EXPECT_EQ(testing::read_whole(to / "one.csv"), "1");
    EXPECT_EQ(testing::read_whole(to / "two.csv"), "2");
    EXPECT_EQ(fs::status(to).permissions(), fs::perms::owner_all);
    EXPECT_EQ(entries(), 1);
}

TEST_F(NewFolder, WritesOverNothing) {
    const fs::path to = folder.path() / "pack";
    for (const bool is_link : {false, true}) {
        if (is_link) {
            fs::remove(to);
            fs::create_symlink("nowhere", to);
        } else {
            std::ofstream(to) << "kept";
        }
        EXPECT_EQ(refused(to).code, "folder-exists");
        EXPECT_EQ(refused(to).words, "There is something of that name already.");
        EXPECT_EQ(refused(to).field, "--to");
        EXPECT_EQ(entries(), 1) << "nothing is left beside it";
    }
    fs::remove(to);
    fs::create_directory(to);
    EXPECT_EQ(refused(to).code, "folder-exists") << "also an empty one";
    EXPECT_EQ(entries(), 1);
}

TEST_F(NewFolder, SaysWhyItCantBeMade) {
    const auto missing = refused(folder.path() / "missing" / "pack");
    EXPECT_EQ(missing.code, "folder-unwritable");
    EXPECT_EQ(missing.words, "The folder can't be made: No such file or directory.");
    EXPECT_EQ(missing.field, "--to");
    std::ofstream(folder.path() / "file") << "x";
    EXPECT_EQ(refused(folder.path() / "file" / "pack").words,
              "The folder can't be made: Not a directory.");
}

}  // namespace
}  // namespace almoner::ops

// The page for newcomers is run as it stands, by the shell, from an empty folder: one person from
// the plan to the direct payment, its surplus and a reduction that has matured.
#include "tests/support/files.h"
#include "tests/support/page_script.h"
#include "tests/support/test_area.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace almoner::tests {
namespace {

namespace fs = std::filesystem;

class TheFirstPage : public ::testing::Test {
  protected:
    // The project and its built program where the page says that they are, and an empty folder.
    TheFirstPage() {
        const fs::path project = folder.path() / "home" / "almoner";
        fs::create_directories(project / "build/release");
        fs::create_directories(empty());
        fs::create_directory_symlink(testing::project_path("ops"), project / "ops");
        fs::create_symlink(testing::program_path(), project / "build/release/almoner");
    }

    // What is asked beside the page, before its first line that begins so.
    void ask_before(const std::string& beginning, const std::string& command) {
        for (auto each = lines.begin(); each != lines.end(); ++each) {
            if (!each->starts_with(beginning)) continue;
            lines.insert(each, command + " || echo 'exit code' $?");
            return;
        }
        ADD_FAILURE() << "the page has no line that begins: " << beginning;
    }

    // One `sh` for all of it, which ends at the first line that fails.
    int run() {
        const fs::path script = folder.path() / "page.sh";
        std::ofstream out(script, std::ios::binary);
        for (const std::string& line : lines) out << line << '\n';
        out.close();
        const std::string command = "cd '" + empty().string() + "' && HOME='" +
                                    (folder.path() / "home").string() + "' sh -eu '" +
                                    script.string() + "' > '" + said_in().string() + "' 2>&1";
        return std::system(command.c_str());
    }

    [[nodiscard]] std::string said() const { return testing::read_whole(said_in()); }
    [[nodiscard]] fs::path empty() const { return folder.path() / "empty"; }
    [[nodiscard]] fs::path said_in() const { return folder.path() / "said"; }

    TempFolder folder;
    std::vector<std::string> lines = page_script("from-plan-to-reduction.md");
};

TEST_F(TheFirstPage, GoesFromAnEmptyFolderToAMaturedReduction) {
    ASSERT_EQ(run(), 0) << said();
    EXPECT_NE(said().find("£1,257.14 of budget B-0091 was free"), std::string::npos) << said();
    EXPECT_NE(said().find("£80  weekly  7 August 2026"), std::string::npos) << said();
    EXPECT_TRUE(fs::exists(empty() / "data")) << "the area is where the page says";
}

TEST_F(TheFirstPage, IsRefusedOnTheWayWhatThePageSaysIsRefused) {
    ask_before("jo agreement sign",
               "jo agreement sign A-0091 --signed-on 2026-04-02 --evidence 2 --json");
    ask_before("jo run send", "jo payment show ALM00000001Y --json");
    ask_before("jo surplus show", "jo payment show ALM00000001Y --json");
    ask_before("day=2026-08-07", "day=2026-07-29; jo case take-effect C-0001 --json");
    lines.emplace_back("jo verify");
    ASSERT_EQ(run(), 0) << said();
    const std::string all = said();
    std::size_t at = 0;
    for (const std::string part : {"\"document-not-signed\"",
                                   "exit code 1",
                                   "\"state\":\"approved\"",
                                   "\"state\":\"settled\"",
                                   "\"notice-running\"",
                                   "exit code 1",
                                   "£80  weekly  7 August 2026"}) {
        at = all.find(part, at);
        ASSERT_NE(at, std::string::npos) << part << " is not where it belongs in:\n" << all;
    }
}

// £1,600.00 are in the books by 7 August, and nobody recorded what was spent: nobody can have more.
TEST_F(TheFirstPage, TakesNothingBackThatNobodyCanHave) {
    lines.emplace_back("jo fact record B-0091 --facts surplus.free_balance=9000.00");
    lines.emplace_back("jo review open B-0091 --kind surplus --words 'All of it is left.'");
    lines.emplace_back("jo fact record B-0091 --facts eligibility.option_discussion=4");
    lines.emplace_back(
        "jo review decide 2 --outcome offset --covers plan,use,sufficiency,terms "
        "--cause over-allocation --words 'All of it is left.'");
    lines.emplace_back("jo review tell 2 --letter 4");
    lines.emplace_back("jo review close 2");
    lines.emplace_back("jo case open 2 --kind offset --words 'All of it is left.'");
    for (const std::string amount : {"9000.00", "1600.01", "1600.00"}) {
        lines.push_back("jo case propose C-0002 --plan-line L-0091 --amount " + amount +
                        " --workings 'All = £" + amount + "' --json || echo 'exit code' $?");
    }
    lines.emplace_back("jo case list");
    lines.emplace_back("jo notice list");
    ASSERT_EQ(run(), 0) << said();
    const std::string all = said();
    std::size_t at = 0;
    for (const std::string part : {"\"leaves-shortfall\"",
                                   "exit code 1",
                                   "\"leaves-shortfall\"",
                                   "exit code 1",
                                   "\"confirm\": \"1:160000\"",
                                   "Cases that take money back",
                                   "took effect"}) {
        at = all.find(part, at);
        ASSERT_NE(at, std::string::npos) << part << " is not where it belongs in:\n" << all;
    }
}

}  // namespace
}  // namespace almoner::tests

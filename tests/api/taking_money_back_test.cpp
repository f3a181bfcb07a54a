// The page for newcomers is run as it stands: from a surplus to a reduction that has matured.
#include "tests/support/cli_area.h"
#include "tests/support/page_script.h"

#include <gtest/gtest.h>

namespace almoner::tests {
namespace {

class TheNewcomersPage : public ::testing::Test {
  protected:
    TheNewcomersPage() { area.load_sample_area(); }
    std::string play_until(const std::string& beginning) { return page.play_until(beginning); }

    CliArea area;
    PageScript page{area, "taking-money-back.md"};
};

TEST_F(TheNewcomersPage, GoesFromASurplusToAMaturedReduction) {
    const std::vector<std::string> take_effect{"case", "take-effect", "C-0001"};
    (void)play_until("almoner notice delivery");
    EXPECT_EQ(area.refusal("jo", take_effect), "letter-not-sent");
    (void)play_until("almoner case take-effect");
    area.day = "2026-04-29";
    EXPECT_EQ(area.refusal(page.user(), take_effect), "notice-running");
    area.day = "2026-05-08";
    const std::string last = play_until("");
    EXPECT_NE(last.find("£80  weekly  8 May 2026"), std::string::npos) << last;
    EXPECT_EQ(area.ask("vi", {"verify"}).exit_code, 0);
}

// Whoever was told that less will be paid is told that it will not be less.
TEST_F(TheNewcomersPage, WritesToThePersonWhenTheCaseIsWithdrawn) {
    (void)play_until("almoner case take-effect");
    area.day = "2026-04-10";
    EXPECT_EQ(area.refusal("jo", {"case", "withdraw", "C-0001", "--words", "She needs it."}),
              "accepted");
    const nlohmann::json shown = area.answer("jo", {"notice", "show", "N-0001"});
    EXPECT_EQ(shown.at("notice").at(0).at("standing"), "withdrawn");
    EXPECT_EQ(shown.at("letters").size(), 2U);
    EXPECT_EQ(area.ask("vi", {"verify"}).exit_code, 0);
}

}  // namespace
}  // namespace almoner::tests

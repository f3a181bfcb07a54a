// The page on the end of a budget is run as it stands: from a death to the closed budget.
#include "tests/support/page_script.h"

#include <gtest/gtest.h>

namespace almoner::tests {
namespace {

class TheEndingPage : public ::testing::Test {
  protected:
    TheEndingPage() { area.load_sample_area(); }

    CliArea area;
    PageScript page{area, "when-a-budget-ends.md"};
};

TEST_F(TheEndingPage, GoesFromADeathToAClosedBudget) {
    (void)page.play_until("almoner ending met");
    EXPECT_EQ(area.refusal("jo", {"ending", "close", "E-0001"}), "owed-unmet");
    (void)page.play_until("almoner fact record");
    EXPECT_EQ(area.refusal("jo", {"ending", "close", "E-0001"}), "not-known");
    (void)page.play_until("almoner ending account");
    const nlohmann::json account = area.answer("jo", {"ending", "account", "E-0001"});
    // £88.05 was brought over and paid to the assistant.
    std::map<std::string, std::int64_t> sums;
    std::map<std::string, std::int64_t> others;
    for (const auto& row : account.at("account")) {
        const std::string part = row.at("part");
        if (!row.at("amount").is_null()) sums[part] = row.at("amount");
        if (row.at("amount").is_null() && row.at("entries").is_null()) {
            others[part] = row.at("of_which");
        }
        EXPECT_EQ(row.at("funder"), "ICB");
    }
    EXPECT_EQ(
        sums,
        (std::map<std::string, std::int64_t>{{"left", 0}, {"paid-in", 8805}, {"spent", -8805}}));
    EXPECT_TRUE(others.empty());
    const std::string last = page.play_until("");
    EXPECT_NE(last.find("closed"), std::string::npos) << last;
    EXPECT_EQ(area.refusal("jo", {"ending", "show", "E-0009"}), "ending-unknown");
    EXPECT_EQ(area.refusal("jo", {"ending", "account", "E-0009"}), "ending-unknown");
    EXPECT_EQ(area.ask("vi", {"verify"}).exit_code, 0);
}

}  // namespace
}  // namespace almoner::tests

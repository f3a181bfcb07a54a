// What was spent and what is free, asked as people ask it: through the real program.
#include "tests/support/cli_area.h"

#include <gtest/gtest.h>

namespace almoner::tests {
namespace {

using nlohmann::json;

// B-0007 of the sample area: £120 a week and £240 a year of NHS money, £150 contingency.
class SpendCommands : public ::testing::Test {
  protected:
    SpendCommands() { area.load_sample_area(); }
    std::string file(const std::string& rows) const {
        return area.write("spending.csv",
                          "budget,date,amount,payee,what_for,plan_line,reference,refund\n" + rows);
    }

    CliArea area;
};

TEST_F(SpendCommands, AFileComesInOnceIsConfirmedAndLowersWhatIsFree) {
    const std::string spending = file(
        "B-0007,2026-04-02,4.20,Cafe,Lunch club,L-0009,,\n"
        "B-0007,2026-04-02,4.20,Cafe,Lunch club,L-0009,,\n"
        "B-0007,02/04/2026,£1.00,Cafe,Lunch club,L-0009,R1,yes\n");
    const json before = area.answer("jo", {"surplus", "show", "B-0007"});
    EXPECT_EQ(area.answer("jo", {"spend", "import", spending}).at("new"), 3);
    EXPECT_EQ(area.answer("jo", {"spend", "import", spending}).at("new"), 0);
    EXPECT_EQ(area.answer("jo", {"spend", "confirm", "1-3"}).at("total"), 7'40);
    const json after = area.answer("jo", {"surplus", "show", "B-0007"});
    const auto amount = [](const json& shown, std::size_t row) {
        return shown.at("sum").at(row).at("amount").get<std::int64_t>();
    };
    EXPECT_EQ(amount(after, 0), amount(before, 0) - 7'40);  // held
    EXPECT_EQ(amount(after, 3), 150'00);                    // contingency
    EXPECT_EQ(amount(after, 6), amount(before, 6) - 7'40);  // free
    EXPECT_EQ(amount(after, 7), 124'62);                    // (52 x 120 + 240) / 52, up
    EXPECT_EQ(area.answer("jo", {"spend", "list", "B-0007"}).at("spending").size(), 3U);
    EXPECT_EQ(area.refusal("jo", {"spend", "undo", "2", "--words", "no"}), "second-person");
    EXPECT_EQ(area.refusal("sam", {"spend", "undo", "2", "--words", "no"}), "accepted");
    EXPECT_EQ(area.ask("vi", {"verify"}).exit_code, 0);
}

TEST_F(SpendCommands, EveryErrorOfAFileIsToldWithItsRowFieldValueAndFix) {
    const std::string bad = file(
        "B-9999,2026-04-02,4.20,Cafe,Lunch club,,,\n"
        "B-0007,2026-04-32,-4,Cafe,Lunch club,L-0001,,perhaps\n");
    const ProgramEnd end = area.ask("jo", {"spend", "import", bad, "--json"});
    EXPECT_EQ(end.exit_code, 1);
    const json told = json::parse(end.err);
    EXPECT_EQ(told.at("code"), "spend-file-has-errors");
    std::string places;
    for (const json& each : told.at("errors")) {
        places += std::to_string(each.at("row").get<int>()) + " " +
                  each.at("field").get<std::string>() + " " + each.at("value").get<std::string>() +
                  ";";
        EXPECT_NE(each.at("next"), "");
    }
    EXPECT_EQ(places,
              "2 budget B-9999;3 date 2026-04-32;3 amount -4;3 plan_line L-0001;3 refund perhaps;");
    EXPECT_EQ(area.answer("jo", {"spend", "list", "B-0007"}).at("spending").size(), 0U);
}

}  // namespace
}  // namespace almoner::tests

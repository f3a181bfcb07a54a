// `almoner payroll compare` as its users type it, on the page's own run.
#include "tests/support/cli_area.h"
#include "tests/support/page_script.h"

#include <gtest/gtest.h>

namespace almoner::tests {
namespace {

using nlohmann::json;

class ComparingARun : public ::testing::Test {
  protected:
    ComparingARun() {
        area.load_sample_area();
        (void)page.play_until("almoner payroll approve");
    }
    std::vector<std::string> words(const std::string& row,
                                   const std::string& gross,
                                   const std::string& net) {
        const std::string file = area.write(
            "old.csv", "employment,paid_on,gross,tax,ni_employee,ni_employer,net\n" + row + "\n");
        return {"payroll",
                "compare",
                file,
                "--run",
                "PR-0001",
                "--rows",
                "1",
                "--gross",
                gross,
                "--net",
                net};
    }

    CliArea area;
    PageScript page{area, "payroll-people-and-hours.md"};
};

// 30 hours at 13.20 are 396.00; 15% of what lies above 385.00 is 1.65.
TEST_F(ComparingARun, EndsWithNoughtWhereAllIsTheSame) {
    const ProgramEnd end = area.ask("vi",
                                    words("J-1,2026-05-01,396.00,0,0,1.65,396.00",
                                          "396",
                                          "\xC2\xA3"
                                          "396.00"));
    EXPECT_EQ(end.exit_code, 0) << end.out << end.err;
    EXPECT_NE(end.out.find("Payroll run PR-0001 for the payday 1 May 2026 (draft): its slip is as "
                           "the old provider paid."),
              std::string::npos)
        << end.out;
    EXPECT_NE(end.out.find("Not compared, for no row gives them: loan, postgraduate"),
              std::string::npos)
        << end.out;
}

TEST_F(ComparingARun, EndsWithThreeWhereSomethingDiffers) {
    const auto asked = words("J-1,2026-05-01,409.20,0,0,3.63,409.20", "409.20", "409.20");
    const ProgramEnd end = area.ask("vi", asked);
    EXPECT_EQ(end.exit_code, 3) << end.out << end.err;
    EXPECT_NE(end.out.find("0 as the old provider paid, 1 different, 0 only here, 0 only there."),
              std::string::npos)
        << end.out;
    const json figures = area.answer("vi", asked);
    EXPECT_EQ(figures.at("slips").at(0).at("standing"), "different");
    EXPECT_EQ(figures.at("slips").at(0).at("employer"), "E-7");
    const json& gross = figures.at("differences").at(0);
    EXPECT_EQ(gross.at("column"), "gross");
    EXPECT_EQ(gross.at("here"), 396'00);
    EXPECT_EQ(gross.at("there"), 409'20);
    EXPECT_EQ(gross.at("difference"), -13'20);
    EXPECT_EQ(figures.at("reasons").at(0).at("code"), "gross");
    EXPECT_NE(figures.at("reasons").at(0).at("words").dump().find("30:00 hours"),
              std::string::npos);
    EXPECT_EQ(figures.at("sums").at(0).at("difference"), -13'20);
}

TEST_F(ComparingARun, RefusesWhatDoesNotAddUp) {
    const auto asked = words("J-1,2026-05-01,396.00,0,,1.65,396.00", "400", "396.00");
    EXPECT_EQ(area.refusal("vi", asked), "payroll-compare-has-errors");
    const ProgramEnd end = area.ask("vi", asked);
    EXPECT_EQ(end.exit_code, 1) << end.out;
    EXPECT_NE(end.err.find("2 things are wrong, and nothing was compared"), std::string::npos)
        << end.err;
    EXPECT_NE(end.err.find("the file row 2, ni_employee: This is needed. Write 0 where it was "
                           "nothing."),
              std::string::npos)
        << end.err;
    EXPECT_NE(end.err.find("the totals, gross \"400\": The rows add up to 396.00."),
              std::string::npos)
        << end.err;
    auto other = words("J-1,2026-05-01,396.00,0,0,1.65,396.00", "396", "396");
    other[4] = "PR-0099";
    EXPECT_EQ(area.refusal("vi", other), "payroll-run-unknown");
}

}  // namespace
}  // namespace almoner::tests

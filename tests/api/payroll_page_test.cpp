// The page on people and hours is run as it stands: from a new employer to an answered question.
#include "tests/support/cli_area.h"
#include "tests/support/page_script.h"

#include <gtest/gtest.h>

namespace almoner::tests {
namespace {

using nlohmann::json;

class ThePayrollPage : public ::testing::Test {
  protected:
    ThePayrollPage() { area.load_sample_area(); }
    json row(const std::vector<std::string>& words, const std::string& table) {
        return area.answer("vi", words).at(table).at(0);
    }

    CliArea area;
    PageScript page{area, "payroll-people-and-hours.md"};
};

// 30 hours at 13.20 are 396.00; 15% of what lies above 385.00 is 1.65; 12.07% of 30 hours are 4.
TEST_F(ThePayrollPage, GoesFromANewEmployerToAnAnsweredQuestion) {
    (void)page.play_until("almoner payroll approve");
    const json slip = row({"payroll", "show", "PR-0001"}, "slips");
    EXPECT_EQ(slip.at("gross"), 396'00);
    EXPECT_EQ(slip.at("employer_ni"), 1'65);
    (void)page.play_until("almoner payroll query add");
    const json slip_alone = area.answer("vi", {"payroll", "slip", "1"});
    EXPECT_EQ(slip_alone.at("pay").at(0).at("quantity"), "30:00");
    EXPECT_EQ(slip_alone.at("pay").at(0).at("rate"), 13'20);
    EXPECT_EQ(slip_alone.at("pay").at(0).at("source"), "timesheet 1");
    EXPECT_EQ(slip_alone.at("workings").at(0).at("rule"), "the job's rate from 6 April 2026");
    const auto step = [&](const std::string& words) {
        for (const json& each : slip_alone.at("workings")) {
            if (each.at("step") == words) return each;
        }
        return json{};
    };
    EXPECT_EQ(step("above the secondary threshold").at("amount"), 11'00);
    EXPECT_EQ(step("above the secondary threshold").at("rate"), "£385.00");
    EXPECT_EQ(step("above the secondary threshold").at("item"), "ni.st.four_weekly");
    EXPECT_EQ(step("the employer's National Insurance").at("amount"), 1'65);
    EXPECT_NE(slip_alone.at("notes").dump().find("comes to the same penny"), std::string::npos);
    EXPECT_EQ(slip_alone.at("splits").at(0).at("plan_line"), "L-0034");
    EXPECT_EQ(slip_alone.at("splits").at(0).at("total"), 397'65);
    EXPECT_EQ(area.refusal("vi", {"payroll", "slip", "99"}), "slip-unknown");
    EXPECT_EQ(
        area.refusal("vi", {"payroll", "due", "--from", "2026-05-02", "--until", "2026-05-01"}),
        "days-turned-round");
    const json holiday = row({"payroll", "holiday-balance", "--employer", "E-7"}, "holiday");
    EXPECT_EQ(holiday.at("earned"), "4:00");
    EXPECT_EQ(holiday.at("booked"), "3:30");
    EXPECT_EQ(holiday.at("left"), "4:00");
    (void)page.play_until("almoner payroll query answer");
    EXPECT_EQ(row({"payroll", "query", "list"}, "queries").at("standing"), "waits");
    (void)page.play_until("");
    EXPECT_TRUE(area.answer("vi", {"payroll", "query", "list"}).at("queries").empty());
    const json asked = row({"payroll", "query", "list", "--all"}, "queries");
    EXPECT_EQ(asked.at("about"), "slip 1");
    EXPECT_EQ(asked.at("standing"), "answered");
    EXPECT_EQ(asked.at("answer"), "It is, with the wages of 29 May.");
    EXPECT_EQ(area.ask("vi", {"verify"}).exit_code, 0);
}

TEST_F(ThePayrollPage, TellsWhatTheYearsEndAsksFor) {
    (void)page.play_until("almoner payroll query add");
    const json all = area.answer("vi", {"payroll", "year-end", "2026-27"}).at("items");
    EXPECT_EQ(all.at(0).at("step"), "rates");
    EXPECT_EQ(all.at(0).at("state"), "open");
    const json only =
        area.answer("vi", {"payroll", "year-end", "2026-27", "--employer", "E-7"}).at("items");
    EXPECT_EQ(only.at(0).at("employer"), "E-7");
    EXPECT_EQ(only.at(0).at("step"), "paydays");
    EXPECT_EQ(area.refusal("vi", {"payroll", "year-end", "2026"}), "tax-year-unreadable");
    EXPECT_EQ(area.refusal("vi", {"payroll", "year-end", "2026-27", "--employer", "E-9"}),
              "employer-unknown");
}

}  // namespace
}  // namespace almoner::tests

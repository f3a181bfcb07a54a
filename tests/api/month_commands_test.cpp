// A month is closed through the real program, listed, reported, and guarded by verify.
#include "ledger/area/area_writer.h"
#include "ledger/storage/sqlite/sqlite_database.h"
#include "tests/support/cli_area.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace almoner::tests {
namespace {

using nlohmann::json;

// ops/sample-area, whose balances were taken over on 1 April 2026, seen on 4 May.
class MonthCommands : public ::testing::Test {
  protected:
    MonthCommands() {
        area.load_sample_area();
        area.day = "2026-05-04";
    }

    void close_april() {
        const json proposed =
            area.answer("jo", {"month", "close", "--commissioner", "ICB", "--month", "2026-04"});
        (void)area.answer("sam",
                          {"proposal",
                           "confirm",
                           std::to_string(proposed["proposal"].get<int>()),
                           "--confirm",
                           proposed["confirm"].get<std::string>()});
    }
    [[nodiscard]] json april() const {
        return area.answer("vi",
                           {"report", "month", "--commissioner", "ICB", "--month", "2026-04"});
    }

    CliArea area;
};

TEST_F(MonthCommands, TwoPeopleCloseAMonthThatIsListedAsClosed) {
    EXPECT_EQ(area.refusal("vi", {"month", "close", "--commissioner", "ICB", "--month", "2026-04"}),
              "not-allowed");
    EXPECT_EQ(area.refusal("jo", {"month", "close", "--commissioner", "ICB", "--month", "2026-05"}),
              "month-not-over");
    close_april();
    const json list = area.answer("vi", {"month", "list", "--commissioner", "ICB"});
    EXPECT_EQ(list["months"], json::parse(R"([
        {"commissioner": "ICB", "month": "2026-04", "state": "closed", "closed_on": "2026-05-04",
         "proposed_by": "jo", "confirmed_by": "sam"}])"))
        << list;
    area.day = "2026-05-03";
    EXPECT_EQ(area.answer("vi", {"month", "list"})["months"][0]["state"].get<std::string>(), "open")
        << "on the day before";
    EXPECT_EQ(area.refusal("vi", {"month", "list", "--commissioner", "NOBODY"}),
              "commissioner-unknown");
}

TEST_F(MonthCommands, EachCommissionerHasItsOwnMonths) {
    close_april();
    const json months = area.answer("vi", {"month", "list"})["months"];
    ASSERT_EQ(months.size(), 2U) << months;
    EXPECT_EQ(months[0]["commissioner"].get<std::string>(), "ICB");
    EXPECT_EQ(months[1]["state"].get<std::string>(), "open");
    EXPECT_TRUE(months[1]["closed_on"].is_null()) << months[1];
}

TEST_F(MonthCommands, TheReportSaysThatItIsClosedByWhomAndWhen) {
    EXPECT_TRUE(april()["closed"].empty());
    EXPECT_TRUE(april().contains("forecast"));
    close_april();
    const json report = april();
    EXPECT_EQ(report["closed"], json::parse(R"([
        {"closed_on": "2026-05-04", "proposed_by": "jo", "confirmed_by": "sam"}])"));
    EXPECT_FALSE(report.contains("forecast")) << "what is foreseen changes by the day";
    const std::string words =
        area.ask("vi", {"report", "month", "--commissioner", "ICB", "--month", "2026-04"}).out;
    EXPECT_TRUE(
        words.starts_with("April 2026 is closed: proposed by jo, confirmed by sam on "
                          "4 May 2026."))
        << words;
    area.day = "2026-05-03";
    EXPECT_TRUE(april()["closed"].empty()) << "not on the day before";
}

// Somebody hides the closing from the program, has it post, and puts everything back.
TEST_F(MonthCommands, VerifyNamesWhatWasPostedInAClosedMonthAllTheSame) {
    close_april();
    EXPECT_EQ(area.ask("vi", {"verify"}).exit_code, 0);
    {
        const auto database = ledger::open_sqlite(area.data(), ledger::SqliteUse::write);
        const auto trigger = database->prepare(
            "SELECT sql FROM sqlite_master WHERE name = 'month_closing_is_never_deleted'");
        ASSERT_TRUE(trigger->step());
        const std::string put_back(trigger->text(0));
        trigger->reset();
        database->run_script(
            "CREATE TABLE kept AS SELECT * FROM month_closing;"
            "DROP TRIGGER month_closing_is_never_deleted; DELETE FROM month_closing");
        ledger::AreaWriter writer(*database, counting_salts());
        const ledger::Stamp stamp{.command = "test",
                                  .key = "planted",
                                  .actor = 1,
                                  .today = *ledger::Date::parse("2026-05-04")};
        const auto planted =
            writer.run_alone(stamp, [](ledger::Work& work) -> ledger::Outcome<std::string> {
                const ledger::AccountKey bank{.name = ledger::AccountName::bank,
                                              .stream = ledger::Stream::nhs,
                                              .body = 1,
                                              .bank_account = 1};
                const ledger::AccountKey funding{
                    .name = ledger::AccountName::funding, .stream = ledger::Stream::nhs, .body = 1};
                work.books().post({bank, funding, ledger::Money::from_pence(1)},
                                  {.effective = *ledger::Date::parse("2026-04-30")});
                return std::string("{}");
            });
        ASSERT_TRUE(planted.outcome.accepted());
        database->run_script(
            ("INSERT INTO month_closing SELECT * FROM kept; DROP TABLE kept;" + put_back).c_str());
    }
    const ProgramEnd verified = area.ask("vi", {"verify"});
    EXPECT_EQ(verified.exit_code, 5);
    EXPECT_NE(verified.out.find("it takes effect on 2026-04-30, in a month that journal row"),
              std::string::npos)
        << verified.out;
    EXPECT_EQ(verified.out.find("month_closing"), std::string::npos) << "that is as it was";
}

}  // namespace
}  // namespace almoner::tests

#include "ledger/calendar/month.h"
#include "ledger/records/agreement.h"
#include "scheduler/commands/import_area.h"
#include "tests/scheduler/commands/sample_import.h"
#include "tests/support/asking.h"
#include "tests/support/closed_month.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using nlohmann::json;
using tests::ask;
using tests::Files;
using tests::sample_import;
using tests::spoiled;
using tests::TestArea;
using tests::with;

// Posted debits less credits of every account of this name, in pence.
std::int64_t debits(TestArea& area, AccountName name) {
    const auto statement = area.database().prepare(
        "SELECT COALESCE(SUM(debit_posted - credit_posted), 0) FROM account WHERE name = $1");
    statement->bind_integer(1, static_cast<std::int64_t>(name));
    EXPECT_TRUE(statement->step());
    return statement->integer(0);
}

std::int64_t first_number(TestArea& area, const char* sql) {
    const auto statement = area.database().prepare(sql);
    EXPECT_TRUE(statement->step());
    return statement->integer(0);
}

TEST(Takeover, EachKindOfBalanceStandsWhereItBelongs) {
    TestArea area;
    ASSERT_TRUE(ask(area, import_area, sample_import()).accepted());
    EXPECT_EQ(debits(area, AccountName::bank), 24'996'000);  // 250,000.00 less 40.00 lent
    EXPECT_EQ(debits(area, AccountName::funding), -24'996'000);
    EXPECT_EQ(debits(area, AccountName::undrawn), -40'000);
    EXPECT_EQ(debits(area, AccountName::allocation), 40'000);
    EXPECT_EQ(debits(area, AccountName::held), 47'000);  // 310.00 and 160.00
    EXPECT_EQ(debits(area, AccountName::payable_hmrc), -1'200);
    EXPECT_EQ(debits(area, AccountName::receivable_contribution), 2'000);
    EXPECT_EQ(debits(area, AccountName::fund), -47'800);  // 470.00 + 20.00 - 12.00
    // A client account of ours is reconciled to its own statement.
    EXPECT_EQ(first_number(area,
                           "SELECT debit_posted FROM account a JOIN bank_account b "
                           "ON b.number = a.bank_account WHERE a.name = 32 AND b.ref = 'BA-SS'"),
              16'000);
    EXPECT_EQ(first_number(area, "SELECT COUNT(*) FROM transfer WHERE effective <> 20544"), 0);
}

// P2's father follows her mother, whom A4 pays: nobody asked the rules of him.
TEST(Takeover, WhoeverIsToBePaidLaterIsATaskUntilTheRulesAreAsked) {
    TestArea area;
    Files files = sample_import();
    files.at("file:representatives.csv") += "P2,Dai Two,parent,2027-01-01,\n";
    ASSERT_TRUE(ask(area, import_area, files).accepted());
    ASSERT_TRUE(ask(area, import_area, files).accepted());  // once, however often it is read
    const auto tasks = area.database().prepare(
        "SELECT subject, due_on, words FROM task WHERE kind = 'representative-follows'");
    ASSERT_TRUE(tasks->step());
    EXPECT_EQ(tasks->text(0), "agreement:A4");
    EXPECT_EQ(tasks->integer(1), ledger::Date::parse("2027-01-01")->days());
    EXPECT_EQ(tasks->text(2).find("Dai"), std::string_view::npos);
    EXPECT_FALSE(tasks->step());
}

TEST(Takeover, AManagedBalanceFindsItsClientAccountByTheAgreement) {
    TestArea area;
    ASSERT_TRUE(ask(area, import_area, spoiled("opening_balances.csv", "held,BA-SS,B2", "held,,B2"))
                    .accepted());
    EXPECT_EQ(first_number(area,
                           "SELECT debit_posted FROM account a JOIN bank_account b "
                           "ON b.number = a.bank_account WHERE a.name = 32 AND b.ref = 'BA-SS'"),
              16'000);
}

TEST(Takeover, AnOpeningBalanceIsPostedOnceAndNeverChanges) {
    TestArea area;
    ASSERT_TRUE(ask(area, import_area, sample_import()).accepted());
    ASSERT_TRUE(ask(area, import_area, sample_import()).accepted());
    EXPECT_EQ(debits(area, AccountName::held), 47'000);
    const auto changed = with(spoiled("opening_balances.csv", "310.00", "311.00"), "apply", "yes");
    const auto refused = ask(area, import_area, changed);
    ASSERT_FALSE(refused.accepted());
    EXPECT_NE(refused.refusal().words.find("opening_balances.csv row 5, amount"), std::string::npos)
        << refused.refusal().words;
    const auto good_rows = ask(area, import_area, with(changed, "accept_good", "yes"));
    ASSERT_TRUE(good_rows.accepted());
    EXPECT_EQ(json::parse(good_rows.value())["errors"][0]["code"], "opening-balance-changed");
    EXPECT_EQ(debits(area, AccountName::held), 47'000);
}

TEST(Takeover, AnOpeningBalanceIsNotOfADayFarAhead) {
    TestArea area;  // its day is 22 November 2026
    tests::Files files = sample_import();
    files["file:opening_balances.csv"] += "owed,,B1,direct-payment,ICB,nhs,hmrc,5.00,2026-12-24\n";
    const auto refused = ask(area, import_area, files);
    ASSERT_FALSE(refused.accepted());
    EXPECT_NE(refused.refusal().words.find("as_of"), std::string::npos) << refused.refusal().words;
    EXPECT_NE(refused.refusal().words.find("further ahead"), std::string::npos);
}

// The ICB has closed April: what it is owed then is written down on the first open day.
TEST(Takeover, AnOpeningBalanceIsNotWrittenIntoAClosedMonth) {
    TestArea area;
    ASSERT_TRUE(ask(area, import_area, sample_import()).accepted());
    ASSERT_TRUE(area.run(tests::closing(1, *ledger::month_named("2026-04"))).outcome.accepted());
    const auto owed_on = [](const std::string& commissioner, const std::string& day) {
        tests::Files files = sample_import();
        files["file:opening_balances.csv"] +=
            "owed,,B1,direct-payment," + commissioner + ",hmrc,5.00," + day + "\n";
        return files;
    };
    const auto refused = ask(area, import_area, owed_on("ICB,nhs", "2026-04-30"));
    ASSERT_FALSE(refused.accepted());
    EXPECT_NE(refused.refusal().words.find(
                  "opening_balances.csv row 9, as_of: April 2026 is closed for ICB."),
              std::string::npos)
        << refused.refusal().words;
    EXPECT_EQ(debits(area, AccountName::payable_hmrc), -1'200);
    EXPECT_TRUE(ask(area, import_area, owed_on("LA,social-care", "2026-04-30")).accepted())
        << "the council has closed nothing";
    EXPECT_EQ(debits(area, AccountName::payable_hmrc), -1'700);
    EXPECT_TRUE(ask(area, import_area, owed_on("ICB,nhs", "2026-05-01")).accepted());
    EXPECT_EQ(debits(area, AccountName::payable_hmrc), -2'200);
}

std::string numbered(const char* word, int number) {
    return word + std::to_string(number);
}

// Person k of `count` holds 10.00 and k pence; each third is owed to, each fifth owes.
tests::Files takeover(int count) {
    tests::Files files = sample_import();
    std::string& people = files["file:people.csv"];
    std::string& budgets = files["file:budgets.csv"];
    std::string& lines = files["file:plan_lines.csv"];
    std::string& agreements = files["file:agreements.csv"];
    std::string& balances = files["file:opening_balances.csv"];
    balances =
        "kind,bank_account,budget,option,commissioner,stream,owed_to,amount,as_of\n"
        "bank,BA-ICB,,,ICB,nhs,,250000.00,2026-04-01\n";
    for (int k = 1; k <= count; ++k) {
        const std::string budget = numbered("TB", k);
        people += numbered("TP", k) + ",Given,Family,1970-01-01,,,,,,standard,\n";
        budgets += budget + "," + numbered("TP", k) + ",ICB,2026-04-01,,\n";
        lines += numbered("TL", k) + "," + budget +
                 ",ICB,nhs,Care,direct-payment,100.00,weekly,2026-04-01,\n";
        agreements += numbered("TA", k) + "," + budget +
                      ",direct-payment,holder,Given Family,"
                      "001001," +
                      std::to_string(20'000'000 + k) +
                      ",BA-ICB,four-weekly,2026-04-06,,2026-04-06,,advance,,,active,2026-03-01\n";
        const std::string pence = std::to_string(1000 + k);
        const std::string held =
            pence.substr(0, pence.size() - 2) + "." + pence.substr(pence.size() - 2);
        balances += "held,," + budget + ",direct-payment,ICB,nhs,," + held + ",2026-04-01\n";
        balances += "undrawn,," + budget + ",direct-payment,ICB,nhs,,400.00,2026-04-01\n";
        if (k % 3 == 0) {
            balances += "owed,," + budget + ",direct-payment,ICB,nhs,hmrc,1.20,2026-04-01\n";
        }
        if (k % 5 == 0) {
            balances +=
                "contribution-due,," + budget + ",direct-payment,ICB,person,,20.00,2026-04-01\n";
        }
    }
    return files;
}

// By hand: 300 x 10.00 and 1 + 2 + ... + 300 = 45,150 pence are held; 100 owe 1.20; 60 owe 20.00.
TEST(Takeover, ThreeHundredPeopleTieToThePenny) {
    TestArea area;
    const auto outcome = ask(area, import_area, takeover(300));
    ASSERT_TRUE(outcome.accepted()) << outcome.refusal().words;
    EXPECT_EQ(debits(area, AccountName::held), 345'150);
    EXPECT_EQ(debits(area, AccountName::undrawn), -12'000'000);
    EXPECT_EQ(debits(area, AccountName::payable_hmrc), -12'000);
    EXPECT_EQ(debits(area, AccountName::receivable_contribution), 120'000);
    EXPECT_EQ(debits(area, AccountName::fund), -453'150);
    EXPECT_EQ(debits(area, AccountName::bank), 25'000'000);
    EXPECT_EQ(first_number(area, "SELECT COUNT(*) FROM agreement"), 303);
    EXPECT_EQ(first_number(area, "SELECT SUM(amount) FROM opening_balance"), 37'477'150);
    ASSERT_TRUE(ask(area, import_area, takeover(300)).accepted());
    EXPECT_EQ(debits(area, AccountName::held), 345'150);
}

}  // namespace
}  // namespace almoner::scheduler

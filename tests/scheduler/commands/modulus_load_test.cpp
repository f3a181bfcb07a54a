#include "scheduler/commands/modulus_load.h"

#include "ledger/records/payee_account.h"
#include "scheduler/commands/payee.h"
#include "tests/support/asking.h"
#include "tests/support/files.h"
#include "tests/support/reference.h"
#include "tests/support/run_area.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using tests::ask;
using tests::TestArea;

std::map<std::string, std::string> tables() {
    return {{"file:modulus", "001001 001099 MOD11 0 0 0 0 0 0 8 7 6 5 4 3 2 1\n"},
            {"file:substitution", "938173 938017\n"},
            {"version", "8.50"},
            {"dated", "05/05/2026"}};
}

const ledger::Date may = *ledger::Date::parse("2026-05-05");

TEST(ModulusLoad, KeepsTheTablesWithTheirVersionAndDate) {
    TestArea area;
    EXPECT_FALSE(modulus_in_force(area.database(), may));
    const auto answer = ask(area, modulus_load, tables());
    ASSERT_TRUE(answer.accepted());
    EXPECT_EQ(answer.value(),
              R"({"accounts_checked":0,"accounts_now_fail":0,"accounts_now_pass":0,)"
              R"("accounts_uncheckable":0,"dated":"2026-05-05","lines":1,"version":"8.50"})");
    const auto table = modulus_in_force(area.database(), may);
    ASSERT_TRUE(table);
    EXPECT_FALSE(modulus_in_force(area.database(), may - 1));
    EXPECT_EQ(table->edition().version, "8.50");
    EXPECT_EQ(table->rules_for(*ledger::SortCode::parse("001050")).size(), 1U);
    EXPECT_EQ(ask(area, modulus_load, tables()).refusal().code, "modulus-loaded-already");
}

TEST(ModulusLoad, OfADayToComeSaysSoAndMayBeLoadedForASoonerOne) {
    TestArea area;
    const auto load = [&](const std::string& dated) {
        auto fields = tables();
        fields["dated"] = dated;
        return ask(area, modulus_load, fields);
    };
    const auto ahead = load("2027-01-04");
    ASSERT_TRUE(ahead.accepted());
    EXPECT_EQ(nlohmann::json::parse(ahead.value())["note"],
              "It counts from 4 January 2027: until then what is entered is checked by the table "
              "before it.");
    EXPECT_EQ(load("2027-01-04").refusal().code, "modulus-loaded-already");
    EXPECT_EQ(load("2027-01-05").refusal().words,
              "These tables are loaded already, and count from 4 January 2027.");
    EXPECT_FALSE(modulus_in_force(area.database(), may));
    const auto sooner = load("2026-05-05");
    ASSERT_TRUE(sooner.accepted());
    EXPECT_FALSE(nlohmann::json::parse(sooner.value()).contains("note"));
    EXPECT_TRUE(modulus_in_force(area.database(), may));
}

TEST(ModulusLoad, RefusesWhatItCantRead) {
    TestArea area;
    auto fields = tables();
    fields["file:modulus"] = "001001 001099 MOD12 0 0 0 0 0 0 8 7 6 5 4 3 2 1\n";
    EXPECT_EQ(ask(area, modulus_load, fields).refusal().code, "modulus-table-line");
    for (const char* const field : {"file:modulus", "file:substitution", "version", "dated"}) {
        fields = tables();
        fields.erase(field);
        EXPECT_EQ(ask(area, modulus_load, fields).refusal().field, field);
    }
    EXPECT_FALSE(modulus_in_force(area.database(), may));
}

// Two people who are paid on 10-79-99 88837491, which adds up to 242 with these weights: 22
// times 11.
class AccountsCheckedAgain : public ::testing::Test {
  protected:
    AccountsCheckedAgain() {
        area.add();
        area.add();
    }
    nlohmann::json load(const std::string& algorithm, const std::string& dated = "2026-11-01") {
        return area.answer(
            modulus_load,
            {{"file:modulus", "107999 107999 " + algorithm + " 0 0 0 0 0 0 8 7 6 5 4 3 2 1\n"},
             {"file:substitution", "938173 938017\n"},
             {"version", algorithm},
             {"dated", dated}});
    }
    std::string result(std::int64_t number) {
        return std::string(name_of(
            ledger::payee_account_numbered(area.area().database(), number, tests::on("2026-11-02"))
                ->check_result));
    }
    std::int64_t open_tasks() {
        return area.count("task WHERE kind = 'account-check-failed' AND state = 1");
    }
    tests::RunArea area;
};

TEST_F(AccountsCheckedAgain, ByANewTableThatFailsThemAreToldAndPaidAllTheSame) {
    const nlohmann::json passing = load("MOD11");
    EXPECT_EQ(passing["accounts_checked"], 2);
    EXPECT_EQ(passing["accounts_now_fail"], 0);
    EXPECT_FALSE(passing.contains("warning"));
    const nlohmann::json failing = load("MOD10");
    EXPECT_EQ(failing["accounts_now_fail"], 2);
    EXPECT_EQ(failing["accounts_that_now_fail"].dump(),
              R"([{"payee":"P1","payee_account":1},{"payee":"P2","payee_account":2}])");
    EXPECT_EQ(failing["warning"],
              "They are paid as before, and each has a task: ask the payee for the sort code and "
              "account number again.");
    EXPECT_EQ(result(1), "invalid");
    EXPECT_EQ(open_tasks(), 2);
    EXPECT_EQ(area.count("task WHERE words = 'The account number that P1 is paid on does not pass "
                         "the check by table MOD10: ask the payee for both numbers again'"),
              1);
    EXPECT_EQ(area.propose("2026-11-02")[0]["payments"], 2) << "no payment is held for it";
}

TEST_F(AccountsCheckedAgain, ThatPassAgainHaveNothingLeftToBeDone) {
    (void)load("MOD10");
    ASSERT_EQ(open_tasks(), 2);
    const nlohmann::json again = load("MOD11");
    EXPECT_EQ(again["accounts_now_pass"], 2);
    EXPECT_EQ(result(2), "valid");
    EXPECT_EQ(open_tasks(), 0);
}

TEST_F(AccountsCheckedAgain, ByATableOfADayToComeAreToldAndStayAsTheyAre) {
    (void)load("MOD11");
    EXPECT_EQ(load("MOD10", "2026-11-03")["accounts_now_fail"], 2);
    EXPECT_EQ(result(1), "valid");
    EXPECT_EQ(open_tasks(), 2);
}

}  // namespace
}  // namespace almoner::scheduler

// Imports into a loaded area of folders that leave rows and files out.
#include "ledger/posting/account.h"
#include "ledger/records/agreement.h"
#include "ledger/records/budget.h"
#include "ledger/records/payee_account.h"
#include "ledger/records/plan_line.h"
#include "scheduler/commands/import_area.h"
#include "tests/scheduler/commands/sample_import.h"
#include "tests/support/asking.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using nlohmann::json;
using tests::ask;
using tests::sample_import;
using tests::TestArea;
using tests::with;

const ledger::Date today = *ledger::Date::parse("2026-11-22");  // TestArea's day

class LoadedArea : public ::testing::Test {
  protected:
    LoadedArea() { EXPECT_TRUE(ask(area, import_area, sample_import()).accepted()); }

    json imported(const tests::Files& files) {
        const auto outcome = ask(area, import_area, files);
        if (!outcome.accepted()) return json{{"refused", outcome.refusal().words}};
        return json::parse(outcome.value());
    }
    // The sample's file with its header and these rows.
    static tests::Files only(const std::string& file, const std::string& rows) {
        const std::string whole = sample_import().at("file:" + file);
        return {{"file:" + file, whole.substr(0, whole.find('\n') + 1) + rows}};
    }
    std::int64_t number(const std::string& sql) {
        const auto statement = area.database().prepare(sql.c_str());
        return statement->step() ? statement->integer(0) : -1;
    }

    TestArea area;
};

TEST_F(LoadedArea, OneFileWithAChangedRowShowsTheDifferenceAndIsApplied) {
    const auto dearer =
        only("plan_lines.csv",
             "L1,B1,ICB,nhs,Carer,direct-payment,110.00,weekly,2026-04-01,2027-03-31\n");
    const json shown = imported(dearer);
    ASSERT_EQ(shown["difference_count"], 1) << shown.dump(1);
    EXPECT_EQ(shown["files"]["plan_lines.csv"]["different"], 1);
    const json applied = imported(with(dearer, "apply", "yes"));
    EXPECT_EQ(applied["files"]["plan_lines.csv"]["changed"], 1) << applied.dump(1);
    EXPECT_EQ(ledger::plan_line_by_ref(area.database(), "L1", today)->amount.pence(), 11'000);
    EXPECT_EQ(ledger::plan_line_by_ref(area.database(), "L2", today)->amount.pence(), 4'000)
        << "a missing row ends nothing";
    EXPECT_EQ(number("SELECT COUNT(*) FROM person"), 2);
}

TEST_F(LoadedArea, ANewBudgetMayBeOfAPersonWhoIsLeftOut) {
    const json answer = imported(only("budgets.csv", "B9,P1,ICB,2026-04-01,,\n"));
    EXPECT_EQ(answer["files"]["budgets.csv"]["added"], 1) << answer.dump(1);
    ledger::Database& db = area.database();
    EXPECT_EQ(ledger::budget_by_ref(db, "B9", today)->person,
              ledger::budget_by_ref(db, "B1", today)->person);
}

TEST_F(LoadedArea, AnAgreementOfABudgetThatIsLeftOutPaysItsPerson) {
    auto files =
        only("plan_lines.csv", "L3,B1,ICB,nhs,Chair,direct-payment,900.00,one-off,2026-05-01,\n");
    files.merge(only("agreements.csv",
                     "A2,B1,direct-payment,holder,Ann One,001001,00000006,BA-ICB,one-off,"
                     "2026-05-01,,2026-05-01,,advance,,,active,2026-03-01\n"));
    const json answer = imported(files);
    ASSERT_FALSE(answer.contains("refused")) << answer.dump(1);
    ledger::Database& db = area.database();
    EXPECT_EQ(ledger::agreement_by_ref(db, "A2", today)->payee_account,
              ledger::agreement_by_ref(db, "A1", today)->payee_account);
}

TEST_F(LoadedArea, AManagedBalanceGoesToTheClientAccountThatTheBooksName) {
    const json answer = imported(only(
        "opening_balances.csv", "held,,B2,managed-account,LA,social-care,,25.00,2026-04-01\n"));
    ASSERT_FALSE(answer.contains("refused")) << answer.dump(1);
    EXPECT_EQ(number("SELECT a.debit_posted FROM account a JOIN bank_account b ON"
                     " b.number = a.bank_account WHERE a.name = 32 AND b.ref = 'BA-SS'"
                     " AND a.stream = 2"),
              2'500);
}

TEST_F(LoadedArea, EachFileAloneChangesNothing) {
    const std::int64_t rows = number("SELECT COUNT(*) FROM transfer") +
                              number("SELECT COUNT(*) FROM agreement") +
                              number("SELECT COUNT(*) FROM payee_account");
    for (const auto& [name, bytes] : sample_import()) {
        const json answer = imported({{name, bytes}, {"apply", "yes"}});
        ASSERT_FALSE(answer.contains("refused")) << name << answer.dump(1);
        EXPECT_EQ(answer["difference_count"], 0) << name;
    }
    EXPECT_EQ(number("SELECT COUNT(*) FROM transfer") + number("SELECT COUNT(*) FROM agreement") +
                  number("SELECT COUNT(*) FROM payee_account"),
              rows);
}

TEST_F(LoadedArea, WhatNeitherTheFolderNorTheBooksHaveIsRefused) {
    const json answer = imported(only("budgets.csv", "B9,P9,ICB,2026-04-01,,\n"));
    ASSERT_TRUE(answer.contains("refused"));
    EXPECT_NE(answer["refused"].get<std::string>().find(
                  "budgets.csv row 2, person: Neither people.csv nor the books have this "
                  "reference."),
              std::string::npos)
        << answer.dump(1);
}

}  // namespace
}  // namespace almoner::scheduler

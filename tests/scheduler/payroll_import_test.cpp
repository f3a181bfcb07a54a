// A take-over once the area pays: who gave the bank details, and rows that wait for others.
#include "scheduler/commands/payroll_import.h"

#include "ledger/records/in_force.h"
#include "ledger/records/payee_account.h"
#include "ledger/records/person.h"
#include "ledger/records/proposal.h"
#include "scheduler/commands/import_second_person.h"
#include "tests/scheduler/payroll_run_area.h"

namespace almoner::scheduler {
namespace {

using tests::ben;
using tests::FieldMap;

class PayrollImport : public tests::PayrollRunArea {
  protected:
    PayrollImport() : PayrollRunArea(ledger::Option::managed_account, 9'000'00) {}
};

// Anna brought the files and Ben confirmed them: both have seen the account.
TEST_F(PayrollImport, BothWhoBringAnAccountAreNamed) {
    work_hours(job, 40);
    pay();
    const FieldMap files{{"file:assistants.csv",
                          "assistant,given_name,family_name,date_of_birth,sort_code,account_number,"
                          "account_name\n"
                          "PA9,Rosa,Example,1990-05-17,107999,88837491,ROSA EXAMPLE\n"},
                         {"file:rates.csv",
                          "employment,kind,rate,from\n"
                          "J1,night,15.20,2026-06-01\n"}};
    ASSERT_EQ(area.answer(payroll_import, files, {.day = "2026-05-05"}).at("state"),
              "to-be-confirmed");
    (void)area.answer(payroll_import, files, {.actor = ben, .day = "2026-05-05"});
    ledger::Database& database = area.area().database();
    const auto person = ledger::person_by_ref(database, "PA9", ledger::last_day_of_all);
    ASSERT_TRUE(person);
    const auto accounts =
        ledger::payee_accounts_of_person(database, person->number, ledger::last_day_of_all);
    ASSERT_EQ(accounts.size(), 1U);
    EXPECT_EQ(accounts[0].proposed_by, 1);
    EXPECT_EQ(accounts[0].confirmed_by, 2);
    const auto rates = ledger::rates_of(database, job);
    ASSERT_EQ(rates.back().rate, ledger::Money::from_pence(15'20));
    EXPECT_EQ(rates.back().actor, 1);
}

// Every row is in the books: nobody has to confirm it, also of files that somebody had asked for.
TEST_F(PayrollImport, OfRowsThatAreAllThereAsksNobody) {
    work_hours(job, 40);
    pay();
    const FieldMap files{{"file:rates.csv",
                          "employment,kind,rate,from\n"
                          "J1,night,15.20,2026-06-01\n"}};
    const auto proposals = [&] {
        return ledger::open_proposals(area.area().database(), import_proposal).size();
    };
    ASSERT_EQ(area.answer(payroll_import, files, {.day = "2026-05-05"}).at("state"),
              "to-be-confirmed");
    EXPECT_EQ(proposals(), 1U);
    area.write([&](ledger::Work& work) {
        ledger::insert_employment_rate(work,
                                       {.employment = job,
                                        .kind = "night",
                                        .from_on = tests::on("2026-06-01"),
                                        .rate = ledger::Money::from_pence(15'20),
                                        .actor = 1});
    });
    const nlohmann::json known{{"rates.csv", {{"new", 0}, {"known", 1}}}};
    EXPECT_EQ(area.answer(payroll_import, files, {.day = "2026-05-05"}).at("files"), known);
    EXPECT_EQ(proposals(), 0U);
    EXPECT_EQ(area.answer(payroll_import, files, {.day = "2026-05-05"}).at("files"), known);
    EXPECT_EQ(proposals(), 0U);
}

// The employer's row is bad, so the job waits for it; its own fault is told with it.
TEST(PayrollImportOfNobody, ARowThatWaitsIsReadForItsOwnFaults) {
    tests::RunArea area;
    const FieldMap files{{"file:employers.csv",
                          "employer,budget,frequency,first_payday,first_period_last\n"
                          "E1,BP1,wekly,2026-12-04,2026-11-29\n"},
                         {"file:employments.csv",
                          "employment,employer,assistant,start_on,plan_lines,tax_code\n"
                          "J1,E1,PA1,2026-11-02,LP1,12X7\n"}};
    const auto outcome = area.ask(payroll_import, files);
    ASSERT_FALSE(outcome.accepted());
    const std::string& words = outcome.refusal().words;
    EXPECT_NE(words.find("employers.csv row 2, frequency"), std::string::npos) << words;
    EXPECT_NE(words.find("employments.csv row 2, tax_code"), std::string::npos) << words;
    EXPECT_EQ(words.find("employments.csv row 2, employer"), std::string::npos) << words;
}

}  // namespace
}  // namespace almoner::scheduler

// Employers, assistants and their jobs: added, changed, ended, taken over from another bureau.
#include "ledger/records/assistant.h"
#include "ledger/records/before_take_over.h"
#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "ledger/records/payee_account.h"
#include "ledger/records/payroll_opening.h"
#include "ledger/records/person.h"
#include "ledger/records/private_words.h"
#include "scheduler/commands/erase.h"
#include "scheduler/commands/payroll_import.h"
#include "scheduler/commands/proposal.h"
#include "tests/scheduler/payroll_area.h"

namespace almoner::scheduler {
namespace {

using ledger::last_day_of_all;
using ledger::Money;
using nlohmann::json;
using tests::FieldMap;
using tests::with;

class PayrollPeople : public tests::PayrollArea {
  protected:
    ledger::Database& database() { return area.area().database(); }
    FieldMap registered() {
        return {{"employer", "E1"},
                {"hmrc", "registered"},
                {"hmrc_on", "2026-11-01"},
                {"paye_reference", "123/AB456"},
                {"accounts_reference", "123PX00123456"}};
    }
};

TEST_F(PayrollPeople, AnEmployerIsOneSchemeOfOneHolder) {
    const json added = area.answer(employer_add, employer());
    EXPECT_EQ(added.at("money"), "payroll-only");
    EXPECT_EQ(added.at("hmrc"), "none-needed");
    const auto known = ledger::employer_by_ref(database(), "E1", last_day_of_all);
    ASSERT_TRUE(known);
    EXPECT_EQ(known->first_payday, tests::on("2026-12-04"));
    EXPECT_EQ(known->cut_off_days, 3);
    EXPECT_EQ(refused(employer_add, employer()), "employer-exists employer");
    EXPECT_EQ(refused(employer_add, with(employer(), {{"employer", "E2"}})),
              "employs-already budget");
}

TEST_F(PayrollPeople, AnEmployersRowIsJudged) {
    const struct {
        const char* field;
        const char* value;
        const char* refusal;
    } rows[] = {
        {"budget", "NONE", "budget-unknown budget"},
        {"budget", "", "empty budget"},
        {"frequency", "wekly", "not-in-the-list frequency"},
        {"first_payday", "2027-06-04", "payday-far-from-period first_payday"},
        {"first_payday", "soon", "date-unreadable first_payday"},
        {"cut_off_days", "21", "whole-number cut_off_days"},
        {"support_service", "NONE", "support-service-unknown support_service"},
        {"hmrc", "asked", "hmrc-day-missing hmrc_on"},
        {"pension_employee", "101", "not-a-share pension_employee"},
        {"pension_reference", "AB1", "pension-provider-missing pension_provider"},
        {"paye_reference", "12/AB456", "paye-reference-unreadable paye_reference"},
        {"accounts_reference", "123XP", "accounts-office-reference-unreadable accounts_reference"}};
    for (const auto& row : rows) {
        EXPECT_EQ(refused(employer_add, with(employer(), {{row.field, row.value}})), row.refusal)
            << row.field;
    }
}

TEST_F(PayrollPeople, ASchemeIsRegisteredByALetterOfHmrcs) {
    (void)area.answer(employer_add, employer());
    EXPECT_EQ(refused(employer_change, registered()), "evidence-missing hmrc_evidence");
    EXPECT_EQ(refused(employer_change, with(registered(), {{"paye_reference", ""}})),
              "paye-reference-missing paye_reference");
    EXPECT_EQ(refused(employer_change, with(registered(), {{"hmrc_evidence", "99"}})),
              "evidence-unknown hmrc_evidence");
    (void)area.answer(employer_change, with(registered(), {{"hmrc_evidence", document("P1")}}));
    const auto known = ledger::employer_by_ref(database(), "E1", last_day_of_all);
    EXPECT_EQ(known->version, 2);
    EXPECT_EQ(ledger::words_of(database(), known->paye_private), "123/AB456");
    EXPECT_EQ(refused(employer_change, {{"employer", "E1"}}), "nothing-to-change employer");
    EXPECT_EQ(refused(employer_change, {{"employer", "E9"}}), "employer-unknown employer");
    EXPECT_EQ(refused(employer_change,
                      {{"employer", "E1"}, {"from", "2026-10-01"}, {"cut_off_days", "4"}}),
              "later-change from");
    (void)area.add();
    EXPECT_EQ(refused(employer_add,
                      with(with(employer(), {{"employer", "E2"}, {"budget", "BP2"}}),
                           {{"paye_reference", "123/AB456"}})),
              "paye-reference-twice paye_reference");
}

TEST_F(PayrollPeople, AnAssistantIsAPersonWithAKeyOfTheirOwn) {
    (void)area.answer(assistant_add, assistant());
    const auto known = ledger::assistant_by_ref(database(), "PA1", last_day_of_all);
    ASSERT_TRUE(known);
    EXPECT_NE(known->person, holder.person);
    const auto details = ledger::assistant_private(database(), known->personal);
    EXPECT_EQ(details->nino, "AB123456C");
    EXPECT_EQ(ledger::people_with_nino(database(), "AB123456C"), std::vector{known->person});
    EXPECT_EQ(refused(assistant_add, assistant()), "assistant-exists assistant");
    EXPECT_EQ(refused(assistant_add, with(assistant(), {{"assistant", "PA2"}})), "nino-twice nino");
    EXPECT_EQ(refused(assistant_add, with(assistant(), {{"assistant", "P1"}, {"nino", ""}})),
              "person-exists assistant");
    EXPECT_EQ(refused(assistant_add,
                      with(assistant(), {{"assistant", "PA9"}, {"nino", ""}, {"existing", "yes"}})),
              "person-unknown assistant");
    const struct {
        const char* field;
        const char* value;
        const char* refusal;
    } rows[] = {{"nino", "BG123456C", "nino-letters nino"},
                {"nino", "AB12345", "nino-unreadable nino"},
                {"gender", "X", "not-in-the-list gender"},
                {"date_of_birth", "2027-01-01", "day-in-the-future date_of_birth"},
                {"family_name", "", "empty family_name"}};
    for (const auto& row : rows) {
        EXPECT_EQ(refused(assistant_add,
                          with(with(assistant(), {{"assistant", "PA2"}, {"nino", ""}}),
                               {{row.field, row.value}})),
                  row.refusal)
            << row.field;
    }
}

TEST_F(PayrollPeople, AnAssistantChangesAndBankDetailsNeedTwoPeople) {
    (void)area.answer(assistant_add, assistant());
    EXPECT_EQ(refused(assistant_change, {{"assistant", "PA1"}}), "nothing-to-change assistant");
    EXPECT_EQ(refused(assistant_change, {{"assistant", "PA9"}}), "assistant-unknown assistant");
    EXPECT_EQ(refused(assistant_change, {{"assistant", "PA1"}, {"gender", "X"}}),
              "not-in-the-list gender");
    (void)area.answer(assistant_change, {{"assistant", "PA1"}, {"family_name", "Married"}});
    FieldMap bank{{"assistant", "PA1"},
                  {"sort_code", "10-79-99"},
                  {"account_number", "88837491"},
                  {"account_name", "R Example"}};
    EXPECT_EQ(refused(assistant_bank, bank), "evidence-missing evidence");
    bank["evidence"] = document("PA1");
    EXPECT_EQ(refused(assistant_bank, with(bank, {{"sort_code", "107"}})),
              "sort-code-unreadable sort_code");
    const json proposed = area.answer(assistant_bank, bank);
    const auto person = ledger::person_by_ref(database(), "PA1", last_day_of_all);
    const auto accounts = [&] {
        return ledger::payee_accounts_of_person(database(), person->number, last_day_of_all);
    };
    ASSERT_EQ(accounts().size(), 1U);
    EXPECT_EQ(accounts().front().status, ledger::PayeeStatus::blocked);
    const FieldMap confirmed{{"proposal", std::to_string(proposed.at("proposal").get<int>())},
                             {"confirm", proposed.at("confirm").get<std::string>()}};
    EXPECT_EQ(refused(proposal_confirm, confirmed), "needs-checker as");
    (void)area.answer(proposal_confirm, confirmed, {.actor = tests::ben});
    EXPECT_EQ(accounts().front().status, ledger::PayeeStatus::confirmed);
}

TEST_F(PayrollPeople, AJobTakesItsCodeFromTheDeclaration) {
    employ();
    const auto known = ledger::employment_by_ref(database(), "J1", last_day_of_all);
    ASSERT_TRUE(known);
    EXPECT_EQ(known->tax_code, "1257L");
    EXPECT_EQ(known->tax_basis, "C");
    EXPECT_EQ(known->weekly_minutes, 960);
    ASSERT_EQ(ledger::paid_from(database(), *known).size(), 1U);
    EXPECT_EQ(ledger::paid_from(database(), *known).front().plan_line, holder.line);
    EXPECT_EQ(refused(employment_add, job()), "employment-exists employment");
    EXPECT_EQ(refused(employment_add, with(job(), {{"employment", "J2"}})),
              "employed-already assistant");
}

TEST_F(PayrollPeople, AJobsRowIsJudged) {
    (void)area.answer(employer_add, employer());
    (void)area.answer(assistant_add, assistant());
    const struct {
        const char* field;
        const char* value;
        const char* refusal;
    } rows[] = {{"employer", "E9", "employer-unknown employer"},
                {"assistant", "PA9", "assistant-unknown assistant"},
                {"plan_lines", "L9", "plan-line-unknown plan_lines"},
                {"plan_lines", "LP1|LP1", "plan-line-unknown plan_lines"},
                {"plan_lines", "LP1=0", "weight-unreadable plan_lines"},
                {"starter", "D", "not-in-the-list starter"},
                {"starter", "P45", "empty previous_left_on"},
                {"previous_pay", "100", "previous-without-p45 starter"},
                {"tax_code", "1257Q", "tax-code-letter tax_code"},
                {"tax_code", "1257L M1", "tax-code-basis tax_code"},
                {"tax_basis", "Z", "tax-basis-unreadable tax_basis"},
                {"ni_letter", "Q", "ni-letter-unknown ni_letter"},
                {"loans", "3", "loan-plan-unknown loans"},
                {"weekly_hours", "169", "hours-in-a-week weekly_hours"},
                {"weekly_hours", "-4", "hours-unreadable weekly_hours"},
                {"weekdays", "8", "weekdays-unreadable weekdays"},
                {"relation", "neighbour", "not-in-the-list relation"},
                {"right_to_work_until",
                 "2027-01-01",
                 "right-to-work-not-looked-at "
                 "right_to_work_on"},
                {"pension", "enrolled", "pension-day-missing pension_since"},
                {"right_to_work_evidence", "99", "evidence-unknown right_to_work_evidence"}};
    for (const auto& row : rows) {
        EXPECT_EQ(refused(employment_add, with(job(), {{row.field, row.value}})), row.refusal)
            << row.field << " " << row.value;
    }
    EXPECT_EQ(refused(employment_add, with(job(), {{"fixed_hours", "yes"}, {"weekdays", ""}})),
              "fixed-hours-unknown fixed_hours");
    EXPECT_EQ(
        refused(employment_add, with(job(), {{"fixed_hours", "yes"}, {"holiday", "rolled-up"}})),
        "rolled-up-for-fixed-hours holiday");
    EXPECT_EQ(refused(employment_add,
                      with(job(), {{"pension", "postponed"}, {"pension_since", "2026-11-02"}})),
              "postponement-unclear pension_postponed_until");
}

TEST_F(PayrollPeople, FamilyInTheHouseholdIsOnlyPaidWhereTheRulesLetThem) {
    (void)area.answer(employer_add, employer());
    (void)area.answer(assistant_add, assistant());
    const FieldMap child = with(job(), {{"relation", "child"}, {"lives_with_holder", "yes"}});
    const auto outcome = area.ask(employment_add, child);
    ASSERT_FALSE(outcome.accepted());
    EXPECT_EQ(outcome.refusal().field, "relation");
    EXPECT_FALSE(outcome.refusal().citation.empty());
    // SI 2013/2354: who does not live there is no matter of that rule.
    EXPECT_EQ(refused(employment_add, with(job(), {{"relation", "child"}})), "accepted");
    EXPECT_EQ(refused(employment_change, {{"employment", "J1"}, {"lives_with_holder", "yes"}})
                  .substr(0, 8),
              outcome.refusal().code.substr(0, 8));
}

TEST_F(PayrollPeople, AJobChangesAndEnds) {
    employ();
    EXPECT_EQ(refused(employment_change, {{"employment", "J1"}}), "nothing-to-change employment");
    EXPECT_EQ(refused(employment_change, {{"employment", "J9"}}), "employment-unknown employment");
    for (const char* const hours : {"16:75", "16:5", "x:30", "16.333", "-1"}) {
        EXPECT_EQ(refused(employment_change, {{"employment", "J1"}, {"weekly_hours", hours}}),
                  "hours-unreadable weekly_hours")
            << hours;
    }
    (void)area.answer(employment_change, {{"employment", "J1"}, {"weekly_hours", "20:30"}});
    EXPECT_EQ(ledger::employment_by_ref(database(), "J1", last_day_of_all)->weekly_minutes, 1230);
    EXPECT_EQ(refused(employment_end,
                      {{"employment", "J1"}, {"on", "2026-11-01"}, {"reason", "resigned"}}),
              "before-start on");
    EXPECT_EQ(
        refused(employment_end, {{"employment", "J1"}, {"on", "2026-12-01"}, {"reason", "bored"}}),
        "not-in-the-list reason");
    (void)area.answer(employment_end,
                      {{"employment", "J1"}, {"on", "2026-12-01"}, {"reason", "resigned"}});
    EXPECT_EQ(refused(employment_change, {{"employment", "J1"}, {"weekly_hours", "4"}}),
              "employment-ended employment");
}

TEST_F(PayrollPeople, ARateCountsFromItsDay) {
    employ();
    const FieldMap day{{"employment", "J1"}, {"kind", "day"}, {"rate", "12.71"}};
    (void)area.answer(rate_set, day);
    (void)area.answer(rate_set, with(day, {{"rate", "13.50"}, {"from", "2026-12-01"}}));
    const auto known = ledger::employment_by_ref(database(), "J1", last_day_of_all);
    const auto rates = ledger::rates_of(database(), known->number);
    EXPECT_EQ(ledger::rate_on(rates, "day", tests::on("2026-11-30")), Money::from_pence(1271));
    EXPECT_EQ(ledger::rate_on(rates, "day", tests::on("2026-12-01")), Money::from_pence(1350));
    EXPECT_EQ(ledger::rate_on(rates, "day", tests::on("2026-11-01")), std::nullopt);
    EXPECT_EQ(ledger::rate_on(rates, "night", tests::on("2026-12-01")), std::nullopt);
    EXPECT_EQ(refused(rate_set, day), "rate-same rate");
    EXPECT_EQ(refused(rate_set, with(day, {{"rate", "0"}})), "rate-nothing rate");
    EXPECT_EQ(refused(rate_set, with(day, {{"rate", "1271"}})), "rate-too-high rate");
    EXPECT_EQ(refused(rate_set, with(day, {{"rate", "-1"}})), "money-below-zero rate");
    EXPECT_EQ(refused(rate_set, with(day, {{"from", "2026-11-01"}})), "before-start from");
    EXPECT_EQ(refused(rate_set, with(day, {{"kind", "noon"}})), "not-in-the-list kind");
}

TEST_F(PayrollPeople, WhoIsEmployedIsNotErased) {
    employ();
    EXPECT_EQ(refused(erase_person, {{"person", "PA1"}}), "employment-running person");
    (void)area.answer(employment_end,
                      {{"employment", "J1"}, {"on", "2026-12-01"}, {"reason", "resigned"}});
    EXPECT_EQ(refused(erase_person, {{"person", "PA1"}}, {.day = "2027-01-04"}),
              "early-purge person");
    const json asked = area.answer(erase_person, {{"person", "PA1"}}, {.day = "2036-01-07"});
    (void)area.answer(proposal_confirm,
                      {{"proposal", std::to_string(asked.at("proposal").get<int>())},
                       {"confirm", asked.at("confirm").get<std::string>()}},
                      as_ben("2036-01-08"));
    const auto known = ledger::assistant_by_ref(database(), "PA1", last_day_of_all);
    EXPECT_EQ(ledger::assistant_private(database(), known->personal), std::nullopt);
    EXPECT_TRUE(ledger::people_with_nino(database(), "AB123456C").empty());
    EXPECT_EQ(refused(assistant_change,
                      {{"assistant", "PA1"}, {"family_name", "New"}},
                      {.day = "2036-01-09"}),
              "details-erased assistant");
}

// Every column of every table; what is sealed does not read so.
std::string where_in_clear(ledger::Database& database, std::string_view mark) {
    std::string found;
    const auto columns = database.prepare(
        "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c"
        " WHERE m.type = 'table' AND c.type IN ('TEXT', 'BLOB')");
    while (columns->step()) {
        const std::string table(columns->text(0));
        const std::string column(columns->text(1));
        const std::string sql = "SELECT " + column + " FROM " + table;
        const auto rows = database.prepare(sql.c_str());
        while (rows->step()) {
            if (rows->is_null(0) || rows->text(0).find(mark) == std::string_view::npos) continue;
            found += table + "." + column + ";";
        }
    }
    return found;
}

TEST_F(PayrollPeople, WhatIsTypedOfThemStandsInNoClearColumn) {
    (void)area.answer(employer_add,
                      with(employer(),
                           {{"pension_provider", "Quillfeather Pensions"},
                            {"pension_reference", "Quillfeather 1"},
                            {"paye_reference", "123/QUILL"}}));
    (void)area.answer(
        assistant_add,
        with(assistant(), {{"family_name", "Quillfeather"}, {"address", "1 Quillfeather Way"}}));
    EXPECT_EQ(where_in_clear(database(), "Quillfeather"), "");
    EXPECT_EQ(where_in_clear(database(), "123/QUILL"), "");
    EXPECT_EQ(where_in_clear(database(), "AB123456C"), "");
    // A control: a reference is found.
    EXPECT_NE(where_in_clear(database(), "E1").find("employer.ref;"), std::string::npos);
    const auto known = ledger::employer_by_ref(database(), "E1", last_day_of_all);
    EXPECT_EQ(ledger::pension_place(database(), *known).provider, "Quillfeather Pensions");
    area.write([&](ledger::Work& work) { (void)work.records().erase(holder.person); });
    EXPECT_EQ(ledger::words_of(database(), known->paye_private), "");
    EXPECT_EQ(ledger::pension_place(database(), *known).provider, "");
}

// What another bureau hands over, with everything right: each test spoils one thing.
FieldMap folder() {
    return {{"file:employers.csv",
             "employer,budget,frequency,first_payday,first_period_last,hmrc,hmrc_on,paye_reference"
             "\nE1,BP1,four-weekly,2026-12-04,2026-11-29,agent-authorised,2024-04-01,123/AB456\n"},
            {"file:assistants.csv",
             "assistant,given_name,family_name,date_of_birth,gender,nino,sort_code,account_number,"
             "account_name\nPA1,Rosa,Example,1990-05-17,F,AB123456C,107999,88837491,R Example\n"},
            {"file:employments.csv",
             "employment,employer,assistant,start_on,plan_lines,starter,tax_code,weekly_hours\n"
             "J1,E1,PA1,2024-04-08,LP1,A,1257L,16\n"},
            {"file:rates.csv", "employment,kind,rate,from\nJ1,day,12.71,2026-04-06\n"},
            {"file:year_to_date.csv",
             "employment,tax_year,up_to,gross,taxable,tax\n"
             "J1,2026-27,2026-10-09,5000.00,5000.00,-12.40\n"},
            {"file:ni_to_date.csv",
             "employment,tax_year,letter,gross,at_lel,lel_to_pt,pt_to_uel,employee,employer\n"
             "J1,2026-27,A,5000.00,3000.00,1500.00,500.00,40.00,300.00\n"},
            {"file:totals.csv",
             "file,column,total\nemployments.csv,rows,1\nyear_to_date.csv,gross,5000.00\n"
             "year_to_date.csv,taxable,5000.00\nyear_to_date.csv,tax,-12.40\n"
             "ni_to_date.csv,employee,40.00\nni_to_date.csv,employer,300.00\n"}};
}

FieldMap spoiled(const std::string& file, const std::string& before, const std::string& after) {
    FieldMap files = folder();
    std::string& text = files.at("file:" + file);
    text.replace(text.find(before), before.size(), after);
    return files;
}

TEST_F(PayrollPeople, APayrollIsTakenOverWholeAndOnce) {
    const json taken = area.answer(payroll_import, folder());
    EXPECT_EQ(taken.at("files").at("employments.csv").at("new"), 1);
    EXPECT_EQ(taken.at("sums").at("year_to_date.csv").at("tax"), -1240);
    const auto job = ledger::employment_by_ref(database(), "J1", last_day_of_all);
    ASSERT_TRUE(job);
    const auto opening = ledger::payroll_opening_of(database(), job->number, 2026);
    EXPECT_EQ(opening->tax, Money::from_pence(-1240));
    EXPECT_EQ(opening->up_to, tests::on("2026-10-09"));
    ASSERT_EQ(ledger::payroll_opening_ni_of(database(), job->number, 2026).size(), 1U);
    const auto person = ledger::person_by_ref(database(), "PA1", last_day_of_all);
    EXPECT_EQ(ledger::payee_accounts_of_person(database(), person->number, last_day_of_all).size(),
              1U);
    const json again = area.answer(payroll_import, folder());
    for (const auto& [name, count] : again.at("files").items()) {
        EXPECT_EQ(count.at("new"), 0) << name;
        EXPECT_EQ(count.at("known"), 1) << name;
    }
    EXPECT_EQ(area.count("employment"), 1);
}

TEST_F(PayrollPeople, AllErrorsOfATakeOverAreToldAndNothingIsLoaded) {
    FieldMap files = spoiled("employers.csv", "four-weekly", "wekly");
    files["file:assistants.csv"].replace(files["file:assistants.csv"].find("AB123456C"), 9, "XX");
    files["file:totals.csv"].replace(files["file:totals.csv"].find("5000.00"), 7, "5000.01");
    const auto outcome = area.ask(payroll_import, files);
    ASSERT_FALSE(outcome.accepted());
    EXPECT_EQ(outcome.refusal().code, "payroll-import-has-errors");
    const std::string& words = outcome.refusal().words;
    EXPECT_NE(words.find("employers.csv row 2, frequency \"wekly\": "), std::string::npos) << words;
    EXPECT_NE(words.find("assistants.csv row 2, nino: "), std::string::npos) << words;
    EXPECT_NE(words.find("The rows add up to 5000.00."), std::string::npos) << words;
    // What only waits for those rows is no error of its own.
    EXPECT_EQ(words.find("employer-unknown"), std::string::npos);
    EXPECT_EQ(words.find("employments.csv row"), std::string::npos) << words;
    EXPECT_EQ(area.count("employer"), 0);
    EXPECT_EQ(area.count("assistant"), 0);
    EXPECT_EQ(area.count("payroll_opening"), 0);
}

// By kind, once and not otherwise.
TEST_F(PayrollPeople, WhatWasRecoveredOfStatutoryPayIsTakenOver) {
    FieldMap files = folder();
    const auto recovered = [&](const std::string& rows) {
        files["file:recovered.csv"] = "employer,tax_year,kind,recovered,compensation\n" + rows;
        return refused(payroll_import, files);
    };
    EXPECT_EQ(recovered("E1,2026-27,sickness,500.00,\n"), "payroll-import-has-errors folder");
    EXPECT_EQ(recovered("E1,2026-27,maternity,0.00,\n"), "payroll-import-has-errors folder");
    EXPECT_EQ(recovered("E9,2026-27,maternity,500.00,\n"), "payroll-import-has-errors folder");
    EXPECT_EQ(recovered("E1,2026-27,maternity,500.00,45.00\nE1,2026-27,paternity,90.00,\n"),
              "accepted");
    const auto job = ledger::employment_by_ref(database(), "J1", last_day_of_all);
    const auto known = ledger::opening_recovered_of(database(), job->employer, 2026);
    ASSERT_EQ(known.size(), 2U);
    EXPECT_EQ(known[0].compensation, Money::from_pence(45'00));
    EXPECT_EQ(known[1].recovered, Money::from_pence(90'00));
    EXPECT_EQ(recovered("E1,2026-27,maternity,500.00,45.00\n"), "accepted");
    EXPECT_EQ(recovered("E1,2026-27,maternity,500.01,45.00\n"), "payroll-import-has-errors folder");
}

// Wages payday by payday, and what was used of the allowance: once, and not otherwise.
TEST_F(PayrollPeople, WhatEarningsAndAllowanceStandOnIsTakenOver) {
    FieldMap files = folder();
    files["file:earlier_wages.csv"] =
        "employment,paid_on,gross\nJ1,2026-09-11,780.00\nJ1,2026-10-09,800.00\n";
    files["file:allowance.csv"] = "employer,tax_year,used\nE1,2026-27,250.00\n";
    (void)area.answer(payroll_import, files);
    const auto job = ledger::employment_by_ref(database(), "J1", last_day_of_all);
    const auto wages = ledger::opening_wages_of(database(), job->number);
    ASSERT_EQ(wages.size(), 2U);
    EXPECT_EQ(wages[1].gross, Money::from_pence(800'00));
    EXPECT_EQ(ledger::opening_allowance_of(database(), job->employer, 2026)->used,
              Money::from_pence(250'00));
    const json again = area.answer(payroll_import, files);
    EXPECT_EQ(again.at("files").at("earlier_wages.csv").at("known"), 2);
    EXPECT_EQ(again.at("files").at("allowance.csv").at("known"), 1);
    files["file:allowance.csv"] = "employer,tax_year,used\nE1,2026-27,251.00\n";
    EXPECT_EQ(refused(payroll_import, files), "payroll-import-has-errors folder");
    files["file:allowance.csv"] = "employer,tax_year,used\nE9,2026-27,250.00\n";
    EXPECT_EQ(refused(payroll_import, files), "payroll-import-has-errors folder");
}

TEST_F(PayrollPeople, FiguresNeedTheirTotalsAndTheirYear) {
    const auto words = [&](const FieldMap& files) {
        const auto outcome = area.ask(payroll_import, files);
        return outcome.accepted() ? std::string("accepted") : outcome.refusal().words;
    };
    FieldMap files = folder();
    files.erase("file:totals.csv");
    EXPECT_NE(words(files).find("total of gross in year_to_date.csv is not given"),
              std::string::npos);
    EXPECT_NE(words(spoiled("totals.csv", "rows,1", "rows,2")).find("The file has 1 rows."),
              std::string::npos);
    EXPECT_NE(words(spoiled("year_to_date.csv", "2026-10-09", "2026-03-09")).find("up_to"),
              std::string::npos);
    EXPECT_NE(words(spoiled("ni_to_date.csv", "A,5000.00", "A,4000.00")).find("The bands add up"),
              std::string::npos);
    EXPECT_NE(words(spoiled("employments.csv", "LP1,A", "LP1,Q")).find("starter \"Q\""),
              std::string::npos);
    files = folder();
    files["file:wages.csv"] = "a\n1\n";
    EXPECT_NE(words(files).find("wages.csv: This file is none of a take-over."), std::string::npos);
    EXPECT_EQ(refused(payroll_import, {}), "payroll-import-no-files folder");
    (void)area.answer(payroll_import, folder());
    FieldMap other = spoiled("year_to_date.csv", "5000.00,5000.00", "5000.00,4999.00");
    other["file:totals.csv"].replace(
        other["file:totals.csv"].find("taxable,5000.00"), 15, "taxable,4999.00");
    EXPECT_NE(words(other).find("Other figures"), std::string::npos);
}

}  // namespace
}  // namespace almoner::scheduler

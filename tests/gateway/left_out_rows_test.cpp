// A folder that leaves out rows which the books have: its own rows refer to those and are checked
// against them.
#include "gateway/area/area_reading.h"
#include "tests/scheduler/commands/sample_import.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace almoner::gateway {
namespace {

AreaBytes whole_folder() {
    AreaBytes files;
    for (const auto& [field, bytes] : tests::sample_import()) files[field.substr(5)] = bytes;
    return files;
}

AreaFiles books() {
    return read_area(whole_folder()).good;
}

// The file of the whole folder with its header and these rows.
AreaBytes only(const std::string& file, const std::string& rows) {
    const std::string whole = whole_folder().at(file);
    return {{file, whole.substr(0, whole.find('\n') + 1) + rows}};
}

std::string listed(const std::vector<AreaFinding>& findings) {
    std::string out;
    for (const AreaFinding& f : findings) {
        out += f.file + ":" + std::to_string(f.row) + " " + f.field + " " + f.code + "\n";
    }
    return out;
}

std::string errors_of(const AreaBytes& files) {
    return listed(read_area(files, books()).errors);
}

constexpr const char* dearer_line =
    "L1,B1,ICB,nhs,Carer,direct-payment,110.00,weekly,2026-04-01,2027-03-31\n";

TEST(LeftOut, OneFileIsEnoughForAnAreaThatIsInTheBooks) {
    const AreaBytes lines = only("plan_lines.csv", dearer_line);
    const AreaReading read = read_area(lines, books());
    EXPECT_EQ(listed(read.errors), "");
    EXPECT_EQ(listed(read.waiting), "");
    ASSERT_EQ(read.good.plan_lines.size(), 1U) << "what the books have is no row of the folder";
    EXPECT_EQ(read.good.plan_lines[0].amount.pence(), 11'000);
    EXPECT_TRUE(read.good.budgets.empty());
    EXPECT_TRUE(read.good.representatives.empty());
    EXPECT_EQ(listed(read_area(lines).errors),
              "commissioners.csv:0  file-missing\npeople.csv:0  file-missing\n"
              "budgets.csv:0  file-missing\n")
        << "a first import is whole";
}

TEST(LeftOut, EveryFileAloneReadsWithoutErrors) {
    for (const auto& [name, bytes] : whole_folder()) {
        EXPECT_EQ(errors_of({{name, bytes}}), "") << name;
    }
}

TEST(LeftOut, APersonInTheBooksMayBeMissingFromTheFolder) {
    AreaBytes files = whole_folder();
    std::string& people = files.at("people.csv");
    people.erase(people.find("P1,"), people.find("P2,") - people.find("P1,"));
    EXPECT_EQ(errors_of(files), "");
    EXPECT_EQ(listed(read_area(files).errors), "budgets.csv:2 person unknown-reference\n");
}

TEST(LeftOut, WhatNeitherHasIsNamed) {
    const AreaReading read = read_area(only("budgets.csv", "B9,P9,ICB,2026-04-01,,\n"), books());
    ASSERT_EQ(listed(read.errors), "budgets.csv:2 person unknown-reference\n");
    EXPECT_EQ(read.errors[0].value, "P9");
    EXPECT_EQ(read.errors[0].words, "Neither people.csv nor the books have this reference.");
    EXPECT_EQ(read.errors[0].next, "Correct it, or add the row that it refers to.");
}

TEST(LeftOut, DatesAreCheckedAgainstTheBooks) {
    EXPECT_EQ(errors_of(only("budgets.csv", "B9,P2,ICB,2015-05-31,,\n")),
              "budgets.csv:2 start born-after-the-start\n");
    EXPECT_EQ(errors_of(only("budgets.csv", "B9,P2,ICB,2015-06-01,,\n")), "");
    EXPECT_EQ(errors_of(only("plan_lines.csv",
                             "L9,B1,ICB,nhs,Carer,direct-payment,1.00,weekly,2026-03-31,\n")),
              "plan_lines.csv:2 start outside-the-budget\n");
    EXPECT_EQ(errors_of(only("plan_lines.csv",
                             "L9,B1,ICB,nhs,Carer,direct-payment,1.00,weekly,2026-04-01,"
                             "2027-04-01\n")),
              "plan_lines.csv:2 end outside-the-budget\n");
}

TEST(LeftOut, ACommissionersStreamsAreThoseOfTheBooks) {
    EXPECT_EQ(errors_of(only("plan_lines.csv",
                             "L9,B1,ICB,education,Tutor,direct-payment,1.00,weekly,2026-04-01,\n")),
              "plan_lines.csv:2 stream stream-not-of-this-commissioner\n");
}

TEST(LeftOut, ANewAgreementIsCheckedAgainstTheLinesPayersAndAgreementsOfTheBooks) {
    const auto agreement = [](const std::string& row) {
        return errors_of(only("agreements.csv", row));
    };
    const std::string account = "Ann One,001001,00000006,";
    const std::string terms = "advance,,,active,2026-03-01\n";
    EXPECT_EQ(agreement("A9,B1,direct-payment,holder," + account +
                        "BA-ICB,four-weekly,2026-04-06,,2027-03-31,," + terms),
              "agreements.csv:2 start agreements-overlap\n")
        << "A1 of the books goes on until that day";
    const AreaReading overlap =
        read_area(only("agreements.csv",
                       "A9,B1,direct-payment,holder," + account +
                           "BA-ICB,four-weekly,2026-04-06,,2027-03-31,," + terms),
                  books());
    EXPECT_EQ(overlap.errors.at(0).words,
              "A1 of the books pays the same plan lines on some of the same days.");
    EXPECT_EQ(overlap.to_mend.size(), 1U) << "no row of the books is to be mended";
    EXPECT_EQ(agreement("A9,B1,direct-payment,holder," + account +
                        "BA-ICB,one-off,2026-04-06,,2026-04-06,," + terms),
              "agreements.csv:2 frequency frequency-does-not-fit\n");
    EXPECT_EQ(agreement("A9,B1,third-party,third-party:TP,,,,BA-ICB,four-weekly,2026-04-06,,"
                        "2026-04-06,," +
                        terms),
              "agreements.csv:2 option no-plan-lines\n");
    EXPECT_EQ(agreement("A3,B2,managed-account,support-service:SS,,,,BA-ICB,four-weekly,2026-04-06,"
                        ",2026-04-06,," +
                        terms),
              "agreements.csv:2 paid_from paid-from-another-body\n");
    EXPECT_EQ(agreement("A1,B1,direct-payment,representative," + account +
                        "BA-ICB,four-weekly,2026-04-06,,2026-04-06,," + terms),
              "agreements.csv:2 payee representative-missing\n");
}

// What the books have already is a difference to be shown, not an error.
TEST(LeftOut, AnAgreementOfTheBooksIsNotHeldAgainstAnotherOfThem) {
    AreaFiles known = books();
    AgreementRow later = known.agreements.at(0);
    later.agreement = "A9";
    later.start = *ledger::Date::parse("2027-01-01");
    known.agreements.push_back(later);
    const AreaBytes files{{"agreements.csv", whole_folder().at("agreements.csv")}};
    EXPECT_EQ(listed(read_area(files, known).errors), "");
}

TEST(LeftOut, AManagedBalanceFindsItsAgreementInTheBooks) {
    EXPECT_EQ(errors_of(only("opening_balances.csv",
                             "held,,B2,managed-account,LA,education,,160.00,2026-04-01\n")),
              "");
    EXPECT_EQ(errors_of(only("opening_balances.csv",
                             "held,,B1,managed-account,LA,education,,160.00,2026-04-01\n")),
              "opening_balances.csv:2 bank_account client-account-missing\n");
}

TEST(LeftOut, TheFoldersOwnRowCountsBeforeTheBooks) {
    AreaBytes files = whole_folder();
    std::string& people = files.at("people.csv");
    people.replace(people.find("1980-01-31"), 10, "31/02/1980");
    const AreaReading read = read_area(files, books());
    EXPECT_EQ(listed(read.errors), "people.csv:2 date_of_birth date-does-not-exist\n");
    EXPECT_EQ(read.waiting.front().file, "budgets.csv") << "B1 waits for P1 to be mended";
    files = only("representatives.csv", "P2,Cy Two,parent,2026-04-01,2026-04-10\n");
    files["agreements.csv"] = whole_folder().at("agreements.csv");
    EXPECT_EQ(errors_of(files), "agreements.csv:4 payee representative-missing\n")
        << "A4 begins on 15 April";
}

TEST(LeftOut, RowsWaitForAFileThatCannotBeRead) {
    AreaBytes files = only("people.csv", "");
    files["people.csv"] = "persn\nP1\n";
    files["budgets.csv"] = whole_folder().at("budgets.csv");
    const AreaReading read = read_area(files, books());
    EXPECT_EQ(listed(read.waiting),
              "budgets.csv:2  waits-for-another-row\nbudgets.csv:3  waits-for-another-row\n");
}

}  // namespace
}  // namespace almoner::gateway

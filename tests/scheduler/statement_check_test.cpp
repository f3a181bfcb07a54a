// The nightly check against bank statements: by the closing balance's day, and no further than it.
#include "ledger/posting/commissioner_money.h"
#include "ledger/records/record_table.h"
#include "scheduler/commands/job_run.h"
#include "scheduler/commands/statement_import.h"
#include "scheduler/jobs/job.h"
#include "tests/gateway/sample_camt.h"
#include "tests/support/bank_answers.h"

#include <gtest/gtest.h>

#include <string>

namespace almoner::scheduler {
namespace {

using nlohmann::json;
using testing::replaced;
using tests::bank_line;
using tests::on;
using tests::pounds;
using tests::RunArea;

const Actor the_scheduler{.number = 0, .ref = "scheduler", .role = Role::scheduler};

// £1,000 of NHS money at MAIN, and the statements of October as the bank gives them: without the
// days that they are from and to.
class StatementCheck : public ::testing::Test {
  protected:
    StatementCheck() {
        area.write([&](ledger::Work& work) {
            work.post(post(ledger::BankToppedUp{static_cast<std::int32_t>(area.bank_account),
                                                {{ledger::Stream::nhs,
                                                  static_cast<std::int32_t>(area.commissioner),
                                                  pounds(1'000)}}}),
                      {.effective = on("2026-10-01")});
        });
    }
    static std::string statement(std::string_view day,
                                 const std::string& line,
                                 const std::string& opening,
                                 const std::string& closing) {
        std::string file = testing::camt_with(line, closing);
        file = replaced(file, "1000.00", opening);
        file = replaced(file, "20000055779911", "08999966374958");
        for (std::size_t at = file.find("2026-11-20"); at != std::string::npos;
             at = file.find("2026-11-20", at)) {
            file.replace(at, day.size(), day);
        }
        return file;
    }
    json read(const std::string& file) {
        return area.answer(import_statement, {{"file", file}}, {.day = "2026-11-20"});
    }
    JobFindings check() {
        return find_job("identities")->find(area.area().database(), on("2026-11-20"));
    }
    // The check, with what it wants done.
    JobFindings check_and_act() {
        JobFindings found = check();
        for (const JobCommand& command : found.commands) {
            const bool opens = command.name == "task open";
            (void)area.answer(opens ? task_open : task_settled,
                              command.fields,
                              {.actor = the_scheduler, .day = "2026-11-20"});
        }
        return found;
    }
    std::int64_t open_tasks() { return area.count("task WHERE state = 1"); }

    RunArea area;
    const std::string first =
        statement("2026-10-01", bank_line("5.00", "CRDT", "A"), "1000.00", "1005.00");
    const std::string second =
        statement("2026-10-02", bank_line("2.00", "CRDT", "B"), "1005.00", "1007.00");
};

TEST_F(StatementCheck, TakesTheNewestClosingDayInWhateverOrderTheFilesCome) {
    EXPECT_FALSE(read(second)["statements"][0].contains("opening_is_not_the_last_closing"));
    EXPECT_FALSE(check().agrees) << "the first of October is missing";
    EXPECT_FALSE(read(first)["statements"][0].contains("opening_is_not_the_last_closing"));
    EXPECT_TRUE(check().agrees) << check().commands.size();
    const std::string third =
        statement("2026-10-03", bank_line("1.00", "CRDT", "C"), "1005.00", "1006.00");
    const nlohmann::json read_third = read(third)["statements"][0];
    EXPECT_TRUE(read_third.contains("opening_is_not_the_last_closing"));
    EXPECT_EQ(read_third["warning"].get<std::string>(),
              "It opens at £1,005.00, and the statement before it closed at £1,007.00: one between "
              "them is missing, or a balance is wrong.");
}

TEST_F(StatementCheck, SaysThatAStatementOfTheSameNumberAndDaySaidSomethingElseBefore) {
    EXPECT_FALSE(read(first)["statements"][0].contains("said_otherwise_before"));
    EXPECT_FALSE(read(first + "\n")["statements"][0].contains("said_otherwise_before"))
        << "another file with the same statement";
    const nlohmann::json again =
        read(statement("2026-10-01",
                       bank_line("5.00", "CRDT", "A") + bank_line("2.00", "CRDT", "B"),
                       "1000.00",
                       "1007.00"))["statements"][0];
    EXPECT_EQ(again["said_otherwise_before"], true);
    EXPECT_EQ(again["note"],
              "A statement of this number that closes on 1 October 2026 was read before, and had 1 "
              "line and closes at £1,005.00; this one has 2 lines and closes at £1,007.00. The "
              "lines that are new are posted and none that was there is taken back: ask the bank "
              "which of the two is right.");
    EXPECT_FALSE(read(second)["statements"][0].contains("said_otherwise_before"))
        << "the same number on another day";
}

TEST_F(StatementCheck, GoesNoFurtherThanTheLastClosingAndSaysSo) {
    (void)read(first);
    const std::string bare = testing::without_balances(
        statement("2026-10-03", bank_line("7.25", "CRDT", "C"), "1.00", "8.25"));
    EXPECT_EQ(read(bare)["new_lines"], 1);
    const JobFindings found = check();
    EXPECT_TRUE(found.agrees);
    EXPECT_EQ(found.words,
              "0 identities do not hold; bank account MAIN: 1 line of £7.25 in all after its "
              "closing of 1 October 2026 not compared");
}

TEST_F(StatementCheck, OneTaskForAnAccountSaysWhatIsOffNowAndEndsWhenItAgrees) {
    (void)read(second);
    JobFindings found = check_and_act();
    ASSERT_EQ(found.commands.size(), 1U);
    EXPECT_EQ(found.commands[0].fields.at("subject"), "statement MAIN");
    EXPECT_EQ(
        found.commands[0].fields.at("words"),
        "bank account MAIN: at its closing of 2 October 2026 the books come to £1,002 and the "
        "statement to £1,007, off by £5");
    EXPECT_EQ(open_tasks(), 1);
    (void)check_and_act();
    EXPECT_EQ(area.count("task"), 1) << "the same again";
    (void)read(statement("2026-10-03", bank_line("1.00", "CRDT", "C"), "1008.00", "1009.00"));
    found = check_and_act();
    EXPECT_EQ(open_tasks(), 1);
    EXPECT_EQ(area.count("task WHERE state = 1 AND words LIKE '%off by £6'"), 1);
    (void)read(first);
    (void)read(statement("2026-10-03", bank_line("1.00", "CRDT", "D"), "1007.00", "1008.00"));
    (void)read(statement("2026-10-04", bank_line("1.00", "DBIT", "E"), "1009.00", "1008.00"));
    EXPECT_TRUE(check_and_act().agrees);
    EXPECT_EQ(open_tasks(), 0);
}

}  // namespace
}  // namespace almoner::scheduler

// Where a statement opens: beside the statements that were read, or beside our books where it is an
// account's first; one that is read again, whole or in part, is no gap.
#include "ledger/posting/commissioner_money.h"
#include "ledger/records/record_table.h"
#include "scheduler/commands/statement_import.h"
#include "tests/gateway/sample_camt.h"
#include "tests/support/bank_answers.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace almoner::scheduler {
namespace {

using nlohmann::json;
using testing::camt_balance;
using testing::replaced;
using tests::on;
using tests::pounds;
using tests::RunArea;

std::string on_day(std::string_view day, std::string text) {
    return replaced(replaced(std::move(text), "2026-11-20", day), "2026-11-20", day);
}

// One booked line of a day in October; its reference tells it from others.
std::string line(std::string_view day, const std::string& amount, const std::string& reference) {
    return on_day(day, tests::bank_line(amount, "CRDT", reference));
}

// Lines between two balances; the closing balance is of the day that it is given.
std::string statement(const std::string& opening,
                      const std::string& lines,
                      std::string_view closing_day,
                      const std::string& closing) {
    std::string file = testing::camt_with(lines, closing);
    file = replaced(file, camt_balance("OPBD", "1000.00"), camt_balance("OPBD", opening));
    file = replaced(
        file, camt_balance("CLBD", closing), on_day(closing_day, camt_balance("CLBD", closing)));
    return replaced(file, "20000055779911", "08999966374958");
}

// MAIN was taken over on 1 October 2026 with £1,000 of NHS money in it.
class StatementChain : public ::testing::Test {
  protected:
    StatementChain() {
        area.write([&](ledger::Work& work) {
            work.records().insert(ledger::opening_balance_table,
                                  std::string_view("bank|MAIN|||ICB|nhs|"),
                                  pounds(1'000),
                                  on("2026-10-01"));
            work.post(post(ledger::BankToppedUp{static_cast<std::int32_t>(area.bank_account),
                                                {{ledger::Stream::nhs,
                                                  static_cast<std::int32_t>(area.commissioner),
                                                  pounds(1'000)}}}),
                      {.effective = on("2026-10-01")});
        });
    }
    json read(const std::string& file) {
        return area.answer(
            import_statement, {{"file", file}}, {.day = "2026-11-20"})["statements"][0];
    }
    // What is said of it; nothing where all is well.
    std::string warning(const std::string& file) { return read(file).value("warning", ""); }

    RunArea area;
    const std::string first_lines =
        line("2026-10-05", "12.00", "A") + line("2026-10-06", "8.00", "B");
    const std::string first = statement("1000.00", first_lines, "2026-10-06", "1020.00");
};

TEST_F(StatementChain, TheFirstOpensAtWhatOurBooksHave) {
    EXPECT_EQ(warning(first), "");
}

TEST_F(StatementChain, AFirstThatOpensAPennyElsewhereSaysByHowMuchAndWhatToDo) {
    const json above = read(statement("1000.01", first_lines, "2026-10-06", "1020.01"));
    EXPECT_EQ(above["opening_is_not_in_our_books"], true);
    EXPECT_EQ(above["off_by_pence"], -1);
    EXPECT_EQ(
        above["warning"].get<std::string>(),
        "It is the first of MAIN and opens at £1,000.01, and our books come to £1,000.00 at the "
        "start of 5 October 2026: £0.01 less than the bank has. Import any statement from 1 "
        "October 2026 on that is missing; if none is, compare the opening balances of MAIN with "
        "the bank's: a row that was left out of opening_balances.csv can still be imported.");
    EXPECT_FALSE(above.contains("opening_is_not_the_last_closing"));
    EXPECT_EQ(area.count("statement_line"), 2) << "the bank's word is posted all the same";
}

TEST_F(StatementChain, AFirstThatOpensBelowOurBooksSaysThatTheyHaveMore) {
    const json below = read(statement("999.99", first_lines, "2026-10-06", "1019.99"));
    EXPECT_EQ(below["off_by_pence"], 1);
    EXPECT_NE(below["warning"].get<std::string>().find("£0.01 more than the bank has"),
              std::string::npos);
}

TEST_F(StatementChain, WhatOneOfAFileBroughtCountsForTheNextOfIt) {
    const std::string bare = testing::without_balances(first);
    const std::string next =
        statement("1020.00", line("2026-10-07", "1.00", "C"), "2026-10-07", "1021.00");
    const std::size_t begins = next.find("<Stmt>");
    const std::string second = next.substr(begins, next.find("</Stmt>") + 7 - begins);
    const json answer = area.answer(import_statement,
                                    {{"file", replaced(bare, "</Stmt>", "</Stmt>" + second)}},
                                    {.day = "2026-11-20"});
    ASSERT_EQ(answer["statements"].size(), 2U);
    EXPECT_FALSE(answer["statements"][1].contains("warning")) << answer["statements"][1];
}

TEST_F(StatementChain, ASecondOfTheSameDayMayGoOnFromAFirstWithoutBalances) {
    const std::string one = line("2026-10-05", "12.00", "A");
    const std::string two = line("2026-10-05", "8.00", "B");
    (void)read(testing::without_balances(statement("1000.00", one, "2026-10-05", "1012.00")));
    EXPECT_EQ(warning(statement("1012.00", two, "2026-10-05", "1020.00")), "");
}

TEST_F(StatementChain, ALineOfAnEarlierDayThatCameAfterIsCounted) {
    const std::string next = line("2026-10-07", "1.00", "C");
    EXPECT_NE(warning(statement("1020.00", next, "2026-10-07", "1021.00")), "")
        << "the first is missing";
    EXPECT_EQ(warning(first), "");
}

// Between them £200 went out, by a statement that nobody read.
TEST_F(StatementChain, AGapIsSaidWhereTheLaterOneWasReadFirst) {
    (void)read(statement("1200.00", line("2026-10-10", "100.00", "C"), "2026-10-10", "1300.00"));
    const json earlier =
        read(statement("1200.00", line("2026-10-05", "200.00", "A"), "2026-10-05", "1400.00"));
    EXPECT_EQ(earlier["opening_is_not_in_our_books"], true);
    EXPECT_EQ(earlier["off_by_pence"], -20'000);
}

TEST_F(StatementChain, OneThatIsReadAgainInOtherOctetsIsNoGap) {
    (void)read(first);
    EXPECT_EQ(warning(replaced(first, "<MsgId>M1", "<MsgId>M2")), "");
}

TEST_F(StatementChain, OneThatOverlapsWhatWasReadIsNoGap) {
    (void)read(first);
    const std::string second = line("2026-10-06", "8.00", "B") + line("2026-10-07", "1.00", "C");
    EXPECT_EQ(warning(statement("1012.00", second, "2026-10-07", "1021.00")), "")
        << "begins within the first";
    const std::string whole = first_lines + line("2026-10-07", "1.00", "C");
    EXPECT_EQ(warning(statement("1000.00", whole, "2026-10-07", "1021.00")), "") << "holds both";
    const std::string third = line("2026-10-08", "2.00", "D");
    EXPECT_EQ(warning(statement("1021.00", third, "2026-10-08", "1023.00")), "");
}

TEST_F(StatementChain, AnIntradayFileAndThenTheWholeDayAreNoGap) {
    const std::string morning = line("2026-10-05", "12.00", "A");
    const std::string noon = morning + line("2026-10-05", "8.00", "B");
    const std::string whole = noon + line("2026-10-05", "1.00", "C");
    EXPECT_EQ(warning(statement("1000.00", morning, "2026-10-05", "1012.00")), "");
    EXPECT_EQ(warning(statement("1000.00", noon, "2026-10-05", "1020.00")), "");
    EXPECT_EQ(warning(statement("1000.00", whole, "2026-10-05", "1021.00")), "");
    EXPECT_EQ(area.count("statement_line"), 3);
    const std::string next = line("2026-10-06", "2.00", "D");
    EXPECT_EQ(warning(statement("1021.00", next, "2026-10-06", "1023.00")), "");
    const std::string late = statement("1000.00", morning, "2026-10-05", "1012.00");
    EXPECT_EQ(warning(replaced(late, "<MsgId>M1", "<MsgId>M2")), "") << "once more";
}

TEST_F(StatementChain, TwoDaysAndThenThreeFromTheSameOpeningAreNoGap) {
    (void)read(first);
    const std::string more = line("2026-10-06", "1.00", "C") + line("2026-10-07", "2.00", "D");
    EXPECT_EQ(warning(statement("1000.00", first_lines + more, "2026-10-07", "1023.00")), "");
}

TEST_F(StatementChain, ARealGapWithinADayIsSaid) {
    const std::string morning = line("2026-10-05", "12.00", "A");
    const std::string late = line("2026-10-05", "1.00", "C");
    (void)read(statement("1000.00", morning, "2026-10-05", "1012.00"));
    const json gap = read(statement("1020.00", late, "2026-10-05", "1021.00"));
    EXPECT_EQ(gap["opening_is_not_the_last_closing"], true);
    EXPECT_EQ(gap["off_by_pence"], -800);
}

TEST_F(StatementChain, AnOverlapIsNoGapWhereTheFirstWasOffAndSaidSo) {
    const std::string off = statement("990.00", first_lines, "2026-10-06", "1010.00");
    EXPECT_NE(warning(off), "");
    EXPECT_EQ(warning(replaced(off, "<MsgId>M1", "<MsgId>M2")), "");
    const std::string more = first_lines + line("2026-10-07", "1.00", "C");
    EXPECT_EQ(warning(statement("990.00", more, "2026-10-07", "1011.00")), "");
}

TEST_F(StatementChain, LinesWithoutBalancesBetweenTwoStatementsFillTheGap) {
    (void)read(first);
    const std::string between = line("2026-10-07", "1.00", "C");
    (void)read(testing::without_balances(statement("1.00", between, "2026-10-07", "2.00")));
    const std::string third = line("2026-10-08", "2.00", "D");
    EXPECT_EQ(warning(statement("1021.00", third, "2026-10-08", "1023.00")), "");
}

TEST_F(StatementChain, ARealGapIsSaidAlsoBesideAnOverlap) {
    (void)read(first);
    const std::string third = line("2026-10-08", "2.00", "D");
    const json gap = read(statement("1021.00", third, "2026-10-08", "1023.00"));
    EXPECT_EQ(gap["opening_is_not_the_last_closing"], true);
    EXPECT_EQ(gap["off_by_pence"], -100);
    EXPECT_EQ(gap["warning"].get<std::string>(),
              "It opens at £1,021.00, and the statement before it closed at £1,020.00: one between "
              "them is missing, or a balance is wrong.");
    const std::string known = line("2026-10-06", "8.00", "B") + third;
    EXPECT_NE(warning(statement("1013.00", known, "2026-10-08", "1023.00")), "")
        << "a line of the 6th or before is missing";
}

}  // namespace
}  // namespace almoner::scheduler

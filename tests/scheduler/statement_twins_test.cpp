// Lines that are alike though each is real, and lines that come again: the balances of the
// statements that hold them tell which is which. None of these lines has a reference of the bank's.
#include "scheduler/commands/statement_import.h"
#include "tests/gateway/sample_camt.h"
#include "tests/support/bank_answers.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>

namespace almoner::scheduler {
namespace {

using testing::camt_balance;
using testing::replaced;
using tests::RunArea;

std::string on_day(std::string_view day, std::string text) {
    return replaced(replaced(std::move(text), "2026-11-20", day), "2026-11-20", day);
}

// £12.34 from somebody, each like the other.
std::string twin(std::string_view sign = "CRDT", std::string_view day = "2026-11-20") {
    std::string line = tests::bank_line("12.34", sign, "WHO");
    line = replaced(line, "BK12.34" + std::string(sign) + "WHO", "NONREF");
    return on_day(day, line);
}

std::string between(std::string_view opening,
                    const std::string& lines,
                    std::string_view closing,
                    std::string_view day = "2026-11-20") {
    std::string file = testing::camt_with(lines, closing);
    file = replaced(file, camt_balance("OPBD", "1000.00"), camt_balance("OPBD", opening));
    file =
        replaced(file, camt_balance("CLBD", closing), on_day(day, camt_balance("CLBD", closing)));
    return replaced(file, "20000055779911", "08999966374958");
}

// The same statements in one file.
std::string together(std::string first, const std::string& second) {
    const std::size_t begins = second.find("<Stmt>");
    return replaced(std::move(first),
                    "</Stmt>",
                    "</Stmt>" + second.substr(begins, second.find("</Stmt>") + 7 - begins));
}

std::string renamed(const std::string& file) {
    return replaced(file, "<MsgId>M1", "<MsgId>M2");
}

class StatementTwins : public ::testing::Test {
  protected:
    static nlohmann::json read(RunArea& into, const std::string& file) {
        return into.answer(import_statement, {{"file", file}}, {.day = "2026-11-20"});
    }
    // How many of its lines are new.
    static int fresh_in(RunArea& into, const std::string& file) {
        return read(into, file)["new_lines"];
    }
    int fresh(const std::string& file) { return fresh_in(area, file); }

    RunArea area;
    const std::string morning = between("1000.00", twin(), "1012.34");
    const std::string afternoon = between("1012.34", twin(), "1024.68");
    const std::string evening = between("1024.68", twin(), "1037.02");
    const std::string whole_day = between("1000.00", twin() + twin() + twin(), "1037.02");
};

TEST_F(StatementTwins, ADayInTwoFilesIsReadWhole) {
    EXPECT_EQ(fresh(morning), 1);
    EXPECT_EQ(fresh(afternoon), 1);
    EXPECT_EQ(fresh(evening), 1);
    EXPECT_EQ(area.count("statement_line"), 3);
    tests::expect_sound(area);
}

TEST_F(StatementTwins, WhicheverFileComesFirst) {
    for (const auto& files : {std::array{morning, afternoon, evening},
                              std::array{afternoon, morning, evening},
                              std::array{afternoon, evening, morning},
                              std::array{evening, afternoon, morning}}) {
        RunArea other;
        for (const std::string& file : files) EXPECT_EQ(fresh_in(other, file), 1);
        EXPECT_EQ(other.count("statement_line"), 3);
    }
}

// Only the file between them tells that they are apart: until then the second could be the first
// again with other balances, after a bank put one right. That one is missing is said at once.
TEST_F(StatementTwins, WithAGapBetweenThemALineAlikeIsTakenForTheOneThatIsThere) {
    EXPECT_EQ(fresh(evening), 1);
    const auto early = read(area, morning);
    EXPECT_EQ(early["new_lines"], 0);
    EXPECT_EQ(early["statements"][0]["opening_is_not_the_last_closing"], true);
    EXPECT_EQ(fresh(afternoon), 1);
    EXPECT_EQ(fresh(renamed(morning)), 1) << "the bank gave it again";
    EXPECT_EQ(fresh(whole_day), 0);
    EXPECT_EQ(area.count("statement_line"), 3);
}

TEST_F(StatementTwins, APartThatComesAgainIsKnown) {
    EXPECT_EQ(fresh(morning), 1);
    EXPECT_EQ(fresh(afternoon), 1);
    EXPECT_EQ(fresh(renamed(afternoon)), 0);
    EXPECT_EQ(fresh(renamed(morning)), 0);
    EXPECT_EQ(fresh(whole_day), 1) << "the evening's";
    EXPECT_EQ(fresh(evening), 0);
}

TEST_F(StatementTwins, APartOfADayThatWasReadWholeIsKnown) {
    EXPECT_EQ(fresh(whole_day), 3);
    EXPECT_EQ(fresh(morning), 0);
    EXPECT_EQ(fresh(afternoon), 0);
    EXPECT_EQ(fresh(evening), 0);
}

TEST_F(StatementTwins, TwoPartsInOneFileAreReadInAnyOrderAndOnce) {
    EXPECT_EQ(fresh(together(afternoon, morning)), 2);
    EXPECT_EQ(fresh(together(morning, afternoon)), 0);
    EXPECT_EQ(fresh(together(renamed(morning), evening)), 1);
    EXPECT_EQ(fresh(together(together(morning, afternoon), evening)), 0);
}

TEST_F(StatementTwins, AFileMayRepeatAPartAndGoOn) {
    EXPECT_EQ(fresh(morning), 1);
    EXPECT_EQ(fresh(together(morning, afternoon)), 1);
    EXPECT_EQ(fresh(together(afternoon, evening)), 1);
}

TEST_F(StatementTwins, TwoStatementsOfAFileThatOverlapPostWhatTheyShareOnce) {
    const std::string first = between("1000.00", twin("CRDT", "2026-11-05"), "1012.34");
    const std::string longer =
        between("1000.00", twin("CRDT", "2026-11-05") + twin("CRDT", "2026-11-18"), "1024.68");
    EXPECT_EQ(fresh(together(first, longer)), 2);
    tests::expect_sound(area);
}

TEST_F(StatementTwins, WithoutBalancesWhatOneFileGivesIsGivenOnce) {
    const std::string two =
        together(testing::without_balances(morning),
                 testing::without_balances(replaced(afternoon, "<Id>S1", "<Id>S2")));
    EXPECT_EQ(fresh(two), 2);
    EXPECT_EQ(fresh(renamed(two)), 0);
}

// The morning's money went back before noon: the day's opening balance stood there twice.
TEST_F(StatementTwins, ABalanceThatComesAgainDoesNotPostTheDayTwice) {
    EXPECT_EQ(fresh(morning), 1);
    EXPECT_EQ(fresh(between("1012.34", twin("DBIT"), "1000.00")), 1);
    EXPECT_EQ(fresh(renamed(morning)), 0);
    EXPECT_EQ(fresh(between("1000.00", twin() + twin("DBIT"), "1000.00")), 0);
}

// The account is emptied to what it opened with: from the morning's opening a way leads back to the
// statement of both, which holds the afternoon's line.
TEST_F(StatementTwins, ABalanceThatComesAgainOnTheWayDoesNotPostALineTwice) {
    const std::string both = between("1000.00", twin() + twin(), "1024.68");
    const std::string out = tests::bank_line("24.68", "DBIT", "SWEEP");
    EXPECT_EQ(fresh(morning), 1);
    EXPECT_EQ(fresh(both), 1);
    EXPECT_EQ(fresh(between("1024.68", out, "1000.00")), 1);
    EXPECT_EQ(fresh(afternoon), 0);
    EXPECT_EQ(area.count("statement_line"), 3);
}

// In one file, where the balances of other days lead in a ring: by the morning's statement, which
// repeats its line, the first of the late one is still known from the second.
TEST_F(StatementTwins, ABalanceThatComesAgainOnAnotherDaySaysNothing) {
    const std::string there = between("1000.00",
                                      twin("CRDT", "2026-11-18") + twin("CRDT", "2026-11-18"),
                                      "1024.68",
                                      "2026-11-18");
    const std::string back = between("1024.68",
                                     twin("DBIT", "2026-11-19") + twin("DBIT", "2026-11-19"),
                                     "1000.00",
                                     "2026-11-19");
    EXPECT_EQ(fresh(between("1000.00", twin() + twin(), "1024.68")), 2);
    const std::string late = between("1012.34", twin() + twin(), "1037.02");
    EXPECT_EQ(fresh(together(together(together(there, late), morning), back)), 5)
        << "all of the other days, and the evening's";
}

// One that goes on into the next day is read before the one that ends where it begins.
TEST_F(StatementTwins, AStatementThatSpansTwoDaysIsApartFromTheOneBeforeIt) {
    const std::string to_the_morning =
        between("1000.00",
                twin("CRDT", "2026-11-18") + twin("CRDT", "2026-11-19"),
                "1024.68",
                "2026-11-19");
    const std::string from_the_evening =
        between("1024.68", twin("CRDT", "2026-11-19") + twin("CRDT", "2026-11-20"), "1049.36");
    EXPECT_EQ(fresh(from_the_evening), 2);
    EXPECT_EQ(fresh(to_the_morning), 2);
    EXPECT_EQ(fresh(renamed(to_the_morning)), 0);
    EXPECT_EQ(area.count("statement_line"), 4);
}

TEST_F(StatementTwins, AnEmptyStatementBetweenTwoChangesNothing) {
    EXPECT_EQ(fresh(morning), 1);
    EXPECT_EQ(fresh(between("1012.34", "", "1012.34")), 0);
    EXPECT_EQ(fresh(afternoon), 1);
}

}  // namespace
}  // namespace almoner::scheduler

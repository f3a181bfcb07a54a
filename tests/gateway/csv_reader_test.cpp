#include "gateway/csv/csv_reader.h"

#include "gateway/csv/csv_writer.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::gateway {
namespace {

using Cells = std::vector<std::string>;

CsvTable read(std::string_view bytes) {
    auto table = read_csv(bytes);
    EXPECT_TRUE(table.accepted()) << (table.accepted() ? "" : table.refusal().words);
    return table.accepted() ? std::move(table).value() : CsvTable{};
}

std::string refusal_of(std::string_view bytes, const CsvLimits& limits = {}) {
    const auto table = read_csv(bytes, limits);
    return table.accepted() ? "accepted" : table.refusal().code;
}

TEST(CsvReader, ReadsEveryLineEndThatSpreadsheetsWrite) {
    for (const char* end : {"\n", "\r\n", "\r"}) {
        const CsvTable table =
            read(std::string("\xEF\xBB\xBFperson,name") + end + "P1,Ann" + end + "P2,Bo");
        ASSERT_EQ(table.rows.size(), 2U);
        EXPECT_EQ(table.header, (Cells{"person", "name"}));
        EXPECT_EQ(table.rows[1].cells, (Cells{"P2", "Bo"}));
        EXPECT_EQ(table.rows[1].row, 3U);
        EXPECT_EQ(table.rows[1].line, 3U);
    }
}

TEST(CsvReader, KeepsCommasQuotesAndLineBreaksInsideQuotes) {
    const CsvTable table = read("a,b\n\"1, High St\r\nLeeds\",\"the \"\"old\"\" one\"\nx,\"\"\n");
    ASSERT_EQ(table.rows.size(), 2U);
    EXPECT_EQ(table.rows[0].cells, (Cells{"1, High St\r\nLeeds", "the \"old\" one"}));
    EXPECT_EQ(table.rows[1].cells, (Cells{"x", ""}));
    EXPECT_EQ(table.rows[1].row, 3U);
    EXPECT_EQ(table.rows[1].line, 4U);
}

TEST(CsvReader, PassesOverBlankRowsAndEmptyColumnsButKeepsTheCount) {
    const CsvTable table = read("\n Sort Code ,NAME,,\n,,,\n1,2,,\n\n3,4\n");
    EXPECT_EQ(table.header, (Cells{"sort_code", "name"}));
    ASSERT_EQ(table.rows.size(), 2U);
    EXPECT_EQ(table.rows[0].row, 4U);
    EXPECT_EQ(table.rows[1].row, 6U);
}

TEST(CsvReader, ConvertsWindows1252AndSaysSo) {
    const CsvTable table = read(
        "name,amount\nZo\xEB \x80,\xA3"
        "5\n");
    ASSERT_EQ(table.rows.size(), 1U);
    EXPECT_EQ(table.rows[0].cells,
              (Cells{"Zo\xC3\xAB \xE2\x82\xAC",
                     "\xC2\xA3"
                     "5"}));
    EXPECT_EQ(table.notes.size(), 1U);
    EXPECT_TRUE(read("name\nZo\xC3\xAB\n").notes.empty());
}

TEST(CsvReader, NamesTheRowThatItCannotRead) {
    struct Case {
        std::string bytes;
        std::size_t row;
        const char* code;
        std::size_t left;
    };
    using namespace std::string_literals;
    const std::vector<Case> cases{
        {"a,b\n1,2\n3\0x,4\n5,6\n"s, 3, "csv-nul", 2},
        {"a,b\n\xC3\xAB,2\n\xEB,4\n"s, 3, "csv-encoding", 1},
        {"\xEF\xBB\xBF"
         "a,b\n\xEB,4\n"s,
         2,
         "csv-encoding",
         0},
        {"a,b\n\x81,4\n"s, 2, "csv-encoding", 0},
        {"a,b\n1,2\n3\n"s, 3, "csv-too-few-cells", 1},
        {"a,b\n1,2,3\n4,5\n"s, 2, "csv-too-many-cells", 1},
        {"a,b\n5\" pipe,2\n4,5\n"s, 2, "csv-quote-inside", 1},
        {"a,b\n\"5\"x,2\n4,5\n"s, 2, "csv-text-after-quote", 1},
        {"a,b\n1,2\n3,\"4\n5,6\n"s, 3, "csv-open-quote", 1},
    };
    for (const Case& c : cases) {
        const CsvTable table = read(c.bytes);
        ASSERT_EQ(table.problems.size(), 1U) << c.code;
        EXPECT_EQ(table.problems[0].code, c.code);
        EXPECT_EQ(table.problems[0].row, c.row) << c.code;
        EXPECT_EQ(table.rows.size(), c.left) << c.code;
        EXPECT_FALSE(table.problems[0].next.empty());
    }
}

TEST(CsvReader, RefusesWholeFilesThatAreNotTables) {
    EXPECT_EQ(refusal_of(""), "csv-empty");
    EXPECT_EQ(refusal_of("\xEF\xBB\xBF"), "csv-empty");
    EXPECT_EQ(refusal_of("\n,\n"), "csv-empty");
    EXPECT_EQ(refusal_of(std::string("\xFF\xFE"
                                     "a\0",
                                     4)),
              "csv-utf16");
    EXPECT_EQ(refusal_of("a;b;c\n1;2;3\n"), "csv-not-commas");
    EXPECT_EQ(refusal_of("a\tb\tc\n1\t2\t3\n"), "csv-not-commas");
    EXPECT_EQ(refusal_of("PK\x03\x04 the rest of a workbook"), "csv-is-a-workbook");
    EXPECT_EQ(refusal_of("a,,c\n"), "csv-header");
    EXPECT_EQ(refusal_of("a,A\n"), "csv-header");
    EXPECT_EQ(refusal_of("a,\"b\n1,2\n"), "csv-header") << "a quotation mark that never closes";
    EXPECT_EQ(refusal_of("a\n1\n", {.bytes = 3}), "csv-too-big");
    EXPECT_EQ(refusal_of("a\n1\n", {.bytes = 4}), "accepted");
}

TEST(CsvReader, SurvivesAHundredMegabytesOfOneLine) {
    std::string bytes = "a,b\nx,";
    bytes.append(100U << 20U, 'y');
    bytes += "\n1,2\n";
    const CsvTable table = read(bytes);
    ASSERT_EQ(table.problems.size(), 1U);
    EXPECT_EQ(table.problems[0].code, "csv-cell-too-long");
    EXPECT_EQ(table.rows.size(), 1U);
    std::string commas = "a,b\n";
    commas.append(8U << 20U, ',');
    EXPECT_EQ(read(commas).problems[0].code, "csv-too-many-cells");
}

TEST(CsvReader, StopsAtTheRowLimitAndSaysWhere) {
    const auto table = read_csv("a\n1\n2\n3\n", {.rows = 2});
    ASSERT_EQ(table.value().problems.size(), 1U);
    EXPECT_EQ(table.value().problems[0].code, "csv-too-many-rows");
    EXPECT_EQ(table.value().problems[0].row, 4U);
    EXPECT_TRUE(read_csv("a\n1\n2\n", {.rows = 2}).value().problems.empty());
}

TEST(CsvReader, BlankRowsCountTowardsTheLimitButNotAtTheEnd) {
    const auto table = read_csv("a\n1\n\n3\n", {.rows = 2});
    ASSERT_EQ(table.value().problems.size(), 1U);
    EXPECT_EQ(table.value().problems[0].code, "csv-too-many-rows");
    EXPECT_EQ(table.value().problems[0].row, 4U);
    EXPECT_TRUE(read_csv("a\n1\n\n\n\n", {.rows = 2}).value().problems.empty());
}

TEST(CsvReader, NeverReadsACutOffRowAsAWholeOne) {
    const std::string whole = "a,b,c\n\"1,x\",2,33\n\"4\",5,66\n";
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const auto table = read_csv(std::string_view(whole).substr(0, size));
        if (!table.accepted()) continue;
        for (const CsvRow& row : table.value().rows) {
            ASSERT_EQ(row.cells.size(), table.value().header.size());
        }
    }
}

TEST(CsvHeader, TellsMissingFromUnknownColumnsInAnyOrder) {
    constexpr std::array columns{CsvColumn{"person"}, CsvColumn{"name"}, CsvColumn{"phone", false}};
    EXPECT_TRUE(header_problems(read("name,person\n"), columns).empty());
    const auto problems = header_problems(read("nmae,person\n"), columns);
    ASSERT_EQ(problems.size(), 2U);
    EXPECT_EQ(problems[0].code, "csv-missing-column");
    EXPECT_EQ(problems[0].column, "name");
    EXPECT_EQ(problems[1].code, "csv-unknown-column");
    EXPECT_EQ(problems[1].column, "column 1");
}

// Without a row of names the first row is somebody's.
TEST(CsvHeader, NeverRepeatsWhatStandsThere) {
    constexpr std::array columns{CsvColumn{"person"}};
    for (const CsvProblem& each : header_problems(read("P1,Quill,1 High St\n"), columns)) {
        const std::string said = each.column + each.words + each.next;
        EXPECT_EQ(said.find("uill"), std::string::npos) << said;
        EXPECT_EQ(said.find("igh"), std::string::npos) << said;
    }
    const auto twice = read_csv("P1,Quill,Quill\n").refusal();
    EXPECT_EQ(twice.words, "Columns 2 and 3 have the same name.");
}

TEST(CsvWriter, QuotesOnlyWhatNeedsIt) {
    CsvWriter writer({"a", "b"});
    writer.row({"plain", "1, High St"});
    writer.row({"say \"so\"", " padded"});
    EXPECT_EQ(writer.bytes(), "a,b\nplain,\"1, High St\"\n\"say \"\"so\"\"\",\" padded\"\n");
    EXPECT_THROW(writer.row({"one"}), ledger::InvariantBroken);
}

TEST(CsvWriter, DisarmsFormulasAndLeavesNumbers) {
    EXPECT_EQ(with_apostrophe("=1+2"), "'=1+2");
    EXPECT_EQ(with_apostrophe("+447700900123"), "'+447700900123");
    EXPECT_EQ(with_apostrophe("@sum"), "'@sum");
    EXPECT_EQ(with_apostrophe("-cmd"), "'-cmd");
    EXPECT_EQ(with_apostrophe("\tx"), "'\tx");
    EXPECT_EQ(with_apostrophe("-12.50"), "-12.50");
    EXPECT_EQ(with_apostrophe("O'Neil"), "O'Neil");
}

TEST(CsvWriter, WritesTextThatReadsBackTheSame) {
    for (const char* text :
         {"=1", "'=1", "''@x", "-5", "'-5", "-", "it's", "", "'", "a\r\nb", "\"", "-1."}) {
        CsvWriter writer({"a", "b"});
        writer.row({text, "end"});
        const CsvTable table = read(writer.bytes());
        ASSERT_EQ(table.rows.size(), 1U) << text;
        EXPECT_EQ(without_apostrophe(table.rows[0].cells[0]), text);
    }
}

}  // namespace
}  // namespace almoner::gateway

#include "gateway/area/account_check.h"
#include "gateway/csv/cells.h"
#include "gateway/csv/csv_reader.h"
#include "ledger/bank_details/modulus_check.h"
#include "ledger/bank_details/modulus_table.h"
#include "tests/support/files.h"
#include "tests/support/reference.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {
namespace {

const ModulusEdition edition{"test", *Date::parse("2026-01-01")};

// Invented ranges in the published form: plain sums that can be done by hand.
constexpr std::string_view weights =
    "001000 001999 MOD10    0    0    0    0    0    0    7    6    5    4    3    2    1    1\r\n"
    "002000 002000 MOD11    0    0    0    0    0    0    8    7    6    5    4    3    2    1\r\n"
    "002000 002000 DBLAL    2    1    2    1    2    1    2    1    2    1    2    1    2    1   "
    "3\r\n"
    "003000 003000 MOD11    0    0    0    0    0    0    0    0    0    0    0    0    0   -1   "
    "4\r\n";

ModulusTable table() {
    return ModulusTable::parse(weights, "002000 001000\r\n", edition).value();
}

SortCode sort_code(std::string_view digits) {
    return *SortCode::parse(digits);
}

ModulusResult result(std::string_view sort, std::string_view account) {
    return check(table(), sort_code(sort), *AccountNumber::parse(account));
}

std::string parse_code(std::string_view weight_lines, std::string_view substitutions = {}) {
    const auto parsed = ModulusTable::parse(weight_lines, substitutions, edition);
    return parsed.accepted() ? "accepted" : parsed.refusal().code;
}

std::string line(std::string_view range, std::string_view method, std::string_view last = "1") {
    return std::string(range) + " " + std::string(method) + " 0 0 0 0 0 0 8 7 6 5 4 3 2 " +
           std::string(last) + "\n";
}

TEST(ModulusTable, FindsRangesAtTheirEndsAndNothingBetween) {
    const ModulusTable t = table();
    EXPECT_EQ(t.lines(), 4U);
    EXPECT_TRUE(t.rules_for(sort_code("000999")).empty());
    EXPECT_EQ(t.rules_for(sort_code("001000")).size(), 1U);
    EXPECT_EQ(t.rules_for(sort_code("001999")).size(), 1U);
    EXPECT_EQ(t.rules_for(sort_code("002000")).size(), 2U);
    EXPECT_TRUE(t.rules_for(sort_code("002001")).empty());
    EXPECT_TRUE(t.rules_for(sort_code("003001")).empty());
    EXPECT_EQ(t.substitute_for(sort_code("002000")), sort_code("001000"));
    EXPECT_FALSE(t.substitute_for(sort_code("001000")).has_value());
    EXPECT_EQ(t.edition().version, "test");
}

TEST(ModulusTable, RefusesWhatItDoesNotUnderstand) {
    const std::string good = line("010000 010999", "MOD11");
    EXPECT_EQ(parse_code(good), "accepted");
    EXPECT_EQ(parse_code(good + "\x1A"), "accepted");
    EXPECT_EQ(parse_code(""), "modulus-table-empty");
    EXPECT_EQ(parse_code(" \r\n\r\n"), "modulus-table-empty");
    EXPECT_EQ(parse_code(line("010999 010000", "MOD11")), "modulus-table-line");
    EXPECT_EQ(parse_code(line("10000 010999", "MOD11")), "modulus-table-line");
    EXPECT_EQ(parse_code(line("010000 010999", "MOD97")), "modulus-table-line");
    EXPECT_EQ(parse_code(line("010000 010999", "MOD11", "1000")), "modulus-table-line");
    EXPECT_EQ(parse_code(line("010000 010999", "MOD11", "1 14")), "accepted");
    EXPECT_EQ(parse_code(line("010000 010999", "MOD11", "1 15")), "modulus-table-exception");
    EXPECT_EQ(parse_code(line("010000 010999", "MOD11", "1 1 1")), "modulus-table-line");
    EXPECT_EQ(parse_code(good + good), "accepted");
    EXPECT_EQ(parse_code(good + good + good), "modulus-table-overlap");
    EXPECT_EQ(parse_code(good + line("010999 011000", "MOD11")), "modulus-table-overlap");
    EXPECT_EQ(parse_code(good, "010000\n"), "modulus-substitution-line");
    EXPECT_EQ(parse_code("\xEF\xBB\xBF" + good), "modulus-table-line");
}

TEST(ModulusCheck, HasThreeResults) {
    // 7+6+5+4+3+2+1+1 = 29; the last digit makes it 30.
    EXPECT_EQ(result("001000", "11111112"), ModulusResult::valid);
    EXPECT_EQ(result("001000", "11111111"), ModulusResult::invalid);
    EXPECT_EQ(result("009999", "11111111"), ModulusResult::uncheckable);
}

TEST(ModulusCheck, AsksBothRowsUnlessExceptionThreeDropsTheSecond) {
    // 6 in place c weighs 36; 3 in place g 6 and 2 in place h 2 make 44 = 0 mod 11. The second row
    // is not needed with c = 6.
    EXPECT_EQ(result("002000", "00600032"), ModulusResult::valid);
    // 5 in place c weighs 30; 1 in place g 2 and 1 in place h 1 make 33; the second row gives
    // 2 * 2 (sort code) = 4, 5 * 2 = 10 -> 1, 1 * 2 = 2, 1: 8, not 0 mod 10.
    EXPECT_EQ(result("002000", "00500011"), ModulusResult::invalid);
}

TEST(ModulusCheck, TakesRemaindersOfNegativeSums) {
    // -1 leaves 10 mod 11, and exception 4 wants the number gh.
    EXPECT_EQ(result("003000", "00000001"), ModulusResult::invalid);
    EXPECT_EQ(result("003000", "00000000"), ModulusResult::valid);
}

class PublishedTable : public ::testing::Test {
  protected:
    void SetUp() override {
        const auto folder = almoner::testing::reference_path("payments/modulus");
        if (!folder) GTEST_SKIP() << "ALMONER_REFERENCE is not set";
        auto parsed =
            ModulusTable::parse(almoner::testing::read_whole(*folder / "valacdos-v8-50.txt"),
                                almoner::testing::read_whole(*folder / "scsubtab.txt"),
                                {"8.50", *Date::parse("2025-06-23")});
        ASSERT_TRUE(parsed.accepted()) << parsed.refusal().words;
        table_ = std::move(parsed).value();
        vectors_ = almoner::testing::read_whole(
            *almoner::testing::reference_path("payments/samples/modulus_vectors.csv"));
    }
    ModulusTable table_;
    std::string vectors_;
};

TEST_F(PublishedTable, AgreesWithEveryVector) {
    EXPECT_EQ(table_.lines(), 1151U);
    const auto vectors = gateway::read_csv(vectors_);
    ASSERT_TRUE(vectors.accepted());
    ASSERT_EQ(vectors.value().rows.size(), 782U);
    for (const gateway::CsvRow& row : vectors.value().rows) {
        const auto found =
            check(table_, sort_code(row.cells[0]), *AccountNumber::parse(row.cells[1]));
        const ModulusResult expected = row.cells[2] == "Y"   ? ModulusResult::valid
                                       : row.cells[2] == "N" ? ModulusResult::invalid
                                                             : ModulusResult::uncheckable;
        EXPECT_EQ(name_of(found), name_of(expected)) << row.row << " " << row.cells[3];
    }
}

TEST_F(PublishedTable, ChecksAFileAndKeepsItsColumns) {
    const auto checked = gateway::check_accounts_csv(vectors_, table_);
    ASSERT_TRUE(checked.accepted());
    EXPECT_TRUE(checked.value().problems.empty());
    EXPECT_EQ(checked.value().valid, 397U);
    EXPECT_EQ(checked.value().invalid, 384U);
    EXPECT_EQ(checked.value().uncheckable, 1U);
    const auto again = gateway::read_csv(checked.value().csv);
    EXPECT_EQ(again.value().header,
              (std::vector<std::string>{
                  "sort_code", "account_number", "expected", "class", "source", "result"}));
    EXPECT_EQ(again.value().rows.size(), 782U);
}

TEST_F(PublishedTable, FindsNoImpossibleAccountInTheSampleArea) {
    std::size_t valid = 0;
    for (const char* file : {"bank_accounts", "third_parties", "providers", "agreements"}) {
        const auto path =
            almoner::testing::project_path("ops/sample-area") / (file + std::string(".csv"));
        const auto rows = gateway::read_csv(almoner::testing::read_whole(path)).value();
        const std::size_t at = *rows.column("sort_code");
        for (const gateway::CsvRow& row : rows.rows) {
            if (row.cells[at].empty()) continue;
            const auto result = check(table_,
                                      gateway::read_sort_code(row.cells[at]).value(),
                                      gateway::read_account_number(row.cells[at + 1]).value());
            EXPECT_NE(result, ModulusResult::invalid) << file << " " << row.row;
            valid += result == ModulusResult::valid ? 1 : 0;
        }
    }
    EXPECT_GT(valid, 10U);
}

TEST(AccountCheck, AddsTheResultAndSaysWhatItCouldNotRead) {
    const auto checked = gateway::check_accounts_csv(
        "Account Number,sort code,note\r\n"
        "11111112,00-10-00,\"a, b\"\r\n"
        "11111111,001000,=1\r\n"
        "11111112,1000,\r\n"
        "1111111,009999,\r\n"
        "11111111,009999,\r\n"
        "11111111\r\n",
        table());
    ASSERT_TRUE(checked.accepted());
    EXPECT_EQ(checked.value().csv,
              "account_number,sort_code,note,result\n"
              "11111112,00-10-00,\"a, b\",valid\n"
              "11111111,001000,'=1,invalid\n"
              "11111112,1000,,invalid\n"
              "1111111,009999,,invalid\n"
              "11111111,009999,,uncheckable\n"
              "11111111,?,?,invalid\n");
    ASSERT_EQ(checked.value().problems.size(), 3U);
    EXPECT_EQ(checked.value().problems[0].row, 4U);
    EXPECT_EQ(checked.value().problems[0].code, "sort-code-lost-zero");
    EXPECT_EQ(checked.value().problems[1].code, "account-number-lost-zero");
    EXPECT_EQ(checked.value().problems[2].code, "csv-too-few-cells");
}

TEST(AccountCheck, AnswersEachRowInItsPlace) {
    const auto checked = gateway::check_accounts_csv(
        "sort_code,account_number\n"
        "001000,11111112\n"
        "\n"
        ",,\n"
        "001000\n"
        "001000,11111112,x\n"
        " \n"
        "001000,11111111\n"
        "\n"
        ",\n",
        table());
    ASSERT_TRUE(checked.accepted());
    const gateway::CheckedAccounts& all = checked.value();
    EXPECT_EQ(all.csv,
              "sort_code,account_number,result\n"
              "001000,11111112,valid\n"
              ",,\n"
              ",,\n"
              "001000,?,invalid\n"
              "001000,\"11111112,x\",invalid\n"
              ",,\n"
              "001000,11111111,invalid\n");
    EXPECT_EQ(
        all.notes,
        (std::vector<std::string>{
            "rows 3 to 4: blank", "row 7: blank", "rows 9 to 10: blank at the end, left out"}));
    ASSERT_EQ(all.problems.size(), 2U);
    EXPECT_EQ(all.problems[0].row, 5U);
    EXPECT_EQ(all.problems[1].row, 6U);
    EXPECT_EQ(all.blank, 5U);
    EXPECT_EQ(all.unread, 2U);
    EXPECT_EQ(all.valid + all.invalid + all.uncheckable + all.blank + all.unread, 9U);
}

TEST(AccountCheck, NeedsBothColumns) {
    const auto checked = gateway::check_accounts_csv("sort_code,account\n", table());
    ASSERT_FALSE(checked.accepted());
    EXPECT_EQ(checked.refusal().code, "csv-missing-column");
    EXPECT_EQ(checked.refusal().field, "account_number");
}

TEST(BankDetails, KeepZerosAndShowOnlyTheLastTwoDigits) {
    EXPECT_EQ(sort_code("001234").written(), "00-12-34");
    EXPECT_EQ(sort_code("001234").masked(), "**-**-34");
    EXPECT_EQ(AccountNumber::parse("00123456")->masked(), "******56");
    for (const char* bad : {"", "12345", "1234567", "12-456", "12345a"}) {
        EXPECT_FALSE(SortCode::parse(bad).has_value()) << bad;
    }
    for (const char* bad : {"", "1234567", "123456789", "1234567x"}) {
        EXPECT_FALSE(AccountNumber::parse(bad).has_value()) << bad;
    }
}

}  // namespace
}  // namespace almoner::ledger

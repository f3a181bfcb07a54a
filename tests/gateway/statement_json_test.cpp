#include "gateway/statement/statement_json.h"

#include "gateway/statement/statement_reader.h"
#include "tests/gateway/sample_camt.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

namespace almoner::gateway {
namespace {

nlohmann::json shown(const std::string& bytes) {
    return nlohmann::json::parse(statements_as_json(read_statement(bytes).value()));
}

TEST(StatementJson, HoldsLinesWithSignedPence) {
    const nlohmann::json json = shown(testing::small_camt());
    EXPECT_EQ(json["opening_balance"], 100000);
    EXPECT_EQ(json["closing_balance"], 58750);
    ASSERT_EQ(json["lines"].size(), 1U);
    const nlohmann::json& line = json["lines"][0];
    EXPECT_EQ(line["account"], "20000055779911");
    EXPECT_EQ(line["booked_on"], "2026-11-20");
    EXPECT_EQ(line["value_on"], "2026-11-20");
    EXPECT_EQ(line["amount"], -41250);
    EXPECT_TRUE(line["amount"].is_number_integer());
    EXPECT_EQ(line["references"]["end_to_end_id"], "ALM000001");
    EXPECT_EQ(line["counterparty"]["name"], "Ada Example");
    EXPECT_EQ(line["bank_reference"], "BK1");
    EXPECT_TRUE(line["return_reason"].is_null());
    EXPECT_EQ(line["raw"], testing::camt_entry);
    EXPECT_EQ(line["statement"], 1);
    EXPECT_FALSE(json["statements"][0].contains("lines")) << "they stand in it once";
    EXPECT_EQ(json["statements"][0]["line_count"], 1);
    EXPECT_EQ(json["statements"][0]["violations"], nlohmann::json::array());
    EXPECT_EQ(json["statements"][0]["balance_check"], "agree");
}

TEST(StatementJson, ShowsViolationsAndReturns) {
    const nlohmann::json json = shown(testing::camt_with(testing::camt_entry, "1.00"));
    EXPECT_EQ(json["statements"][0]["violations"][0]["code"], "balances-disagree");
    const nlohmann::json returned =
        shown(testing::replaced(testing::small_camt(), "SubFmlyCd>ACDT", "SubFmlyCd>ARET"));
    EXPECT_TRUE(returned["lines"][0]["return_reason"].is_object());
}

TEST(StatementJson, LinesOfSeveralStatementsFollowEachOther) {
    std::vector<Statement> statements = read_statement(testing::small_camt()).value();
    statements.push_back(Statement{});
    statements.push_back(statements.front());
    const nlohmann::json json = nlohmann::json::parse(statements_as_json(statements));
    EXPECT_EQ(json["lines"].size(), 2U);
    EXPECT_EQ(json["statements"].size(), 3U);
    EXPECT_EQ(json["lines"][1]["statement"], 3);
    EXPECT_TRUE(json["opening_balance"].is_null());
    EXPECT_EQ(nlohmann::json::parse(statements_as_json({}))["lines"].size(), 0U);
}

TEST(StatementJson, SurvivesNamesInAWrongEncoding) {
    const nlohmann::json json =
        shown(testing::replaced(testing::small_camt(), "Ada Example", "Ad\xE4 \x01\"\\"));
    EXPECT_EQ(json["lines"][0]["counterparty"]["name"], "Ad\xEF\xBF\xBD  \"\\");
}

}  // namespace
}  // namespace almoner::gateway

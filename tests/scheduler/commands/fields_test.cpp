#include "scheduler/commands/command.h"
#include "scheduler/commands/text_check.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

TEST(Fields, AreReadAsKindlyAsASpreadsheetsCells) {
    const std::map<std::string, std::string> values{
        {"amount", " £1,234.50"}, {"on", "22/11/2026"}, {"count", "12"}, {"empty", ""}};
    const Fields fields(values);
    EXPECT_EQ(fields.money("amount").value().pence(), 123'450);
    EXPECT_EQ(fields.date("on").value().iso(), "2026-11-22");
    EXPECT_EQ(fields.number("count").value(), 12);
    EXPECT_FALSE(fields.has("empty"));
    EXPECT_EQ(fields.text("absent"), "");
}

TEST(Fields, ARefusalNamesItsField) {
    const std::map<std::string, std::string> values{{"amount", "1e2"}, {"on", "31/02/2026"}};
    const Fields fields(values);
    EXPECT_EQ(fields.money("amount").refusal().field, "amount");
    EXPECT_EQ(fields.date("on").refusal().code, "date-does-not-exist");
    EXPECT_EQ(fields.date("on").refusal().field, "on");
    EXPECT_EQ(fields.need("why").refusal().code, "field-missing");
    EXPECT_EQ(fields.number("count").refusal().field, "count");
}

TEST(Surroundings, ASettingHasADefault) {
    const Surroundings around{.folder = {}, .settings = {{"a", "1"}}};
    EXPECT_EQ(around.setting("a", "2"), "1");
    EXPECT_EQ(around.setting("b", "2"), "2");
}

TEST(Fields, EveryTextIsUtf8AndTheOctetsOfAFileAreNot) {
    const std::map<std::string, std::string> good{
        {"purpose", "caf\xc3\xa9"}, {"file", "\xff"}, {"file:people.csv", "caf\xe9"}};
    EXPECT_TRUE(check_text(good).accepted());
    const std::map<std::string, std::string> bad{{"purpose", "caf\xe9"}};
    const auto checked = check_text(bad);
    ASSERT_FALSE(checked.accepted());
    EXPECT_EQ(checked.refusal().code, "text-not-utf8");
    EXPECT_EQ(checked.refusal().field, "purpose");
    EXPECT_FALSE(checked.refusal().next.empty());
}

}  // namespace
}  // namespace almoner::scheduler

#include "scheduler/commands/setting.h"

#include "scheduler/commands/init.h"
#include "tests/support/asking.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using tests::ask;
using tests::TestArea;

std::string set(TestArea& area, const std::string& name, const std::string& value) {
    const auto outcome = ask(area, setting_set, {{"name", name}, {"value", value}});
    return outcome.accepted() ? "set" : outcome.refusal().code + " " + outcome.refusal().field;
}

TEST(Setting, IsKeptAndListed) {
    TestArea area;
    EXPECT_EQ(set(area, "cut-off", "21:30"), "set");
    EXPECT_EQ(set(area, "cut-off", "20:15"), "set");
    EXPECT_EQ(area_settings(area.database()).at("cut-off"), "20:15");
    const auto list = nlohmann::json::parse(setting_list(area.database())).at("settings");
    ASSERT_EQ(list.size(), 9U);
    EXPECT_EQ(list[4]["setting"], "cut-off");
    EXPECT_EQ(list[4]["value"], "20:15");
    EXPECT_EQ(list[4]["set_by"], "the area");
    EXPECT_EQ(list[5]["setting"], "emergency-cap");
    EXPECT_EQ(list[5]["value"], "500.00");
    EXPECT_EQ(list[5]["set_by"], "default");
}

TEST(Setting, IsRefusedWhereItIsUnknownOrCanNotBeRead) {
    TestArea area;
    EXPECT_EQ(set(area, "cutoff", "21:30"), "setting-unknown name");
    EXPECT_EQ(set(area, "clock", "simulated"), "setting-unknown name");
    EXPECT_EQ(set(area, "cut-off", "9.30pm"), "setting-unreadable value");
    EXPECT_EQ(set(area, "emergency-cap", "-1"), "setting-unreadable value");
    EXPECT_EQ(set(area, "propose-ahead-days", "61"), "setting-unreadable value");
    EXPECT_EQ(set(area, "file-items", "0"), "setting-unreadable value");
    EXPECT_EQ(set(area, "books-opened", "2026-02-30"), "setting-unreadable value");
    EXPECT_TRUE(area_settings(area.database()).empty());
}

}  // namespace
}  // namespace almoner::scheduler

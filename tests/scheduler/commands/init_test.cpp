#include "scheduler/commands/init.h"

#include "tests/support/asking.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

TEST(Init, WritesTheNameAndTheSettingsOnce) {
    tests::TestArea area;
    const auto first =
        tests::ask(area, init_area, {{"name", "Riverside"}, {"setting:cut-off", "15:00"}});
    ASSERT_TRUE(first.accepted());
    EXPECT_EQ(first.value(), R"({"area":"Riverside","settings":["cut-off"]})");
    const auto settings = area_settings(area.database());
    EXPECT_EQ(settings.at("area.name"), "Riverside");
    EXPECT_EQ(settings.at("cut-off"), "15:00");
    EXPECT_EQ(tests::ask(area, init_area, {{"name", "Other"}}).refusal().code, "area-exists");
    const auto longer = tests::ask(area, init_area, {{"name", std::string(141, 'a')}});
    EXPECT_EQ(longer.refusal().code, "text-too-long");
    EXPECT_EQ(longer.refusal().field, "name");
}

TEST(Init, NeedsAName) {
    tests::TestArea area;
    EXPECT_EQ(tests::ask(area, init_area, {}).refusal().field, "name");
}

TEST(CommandTable, EveryNameStandsOnceAndHasRoles) {
    for (const CommandEntry& entry : command_table()) {
        EXPECT_EQ(find_command(entry.name), &entry) << entry.name;
        EXPECT_FALSE(entry.who.empty()) << entry.name;
    }
    EXPECT_EQ(find_command("nothing"), nullptr);
}

}  // namespace
}  // namespace almoner::scheduler

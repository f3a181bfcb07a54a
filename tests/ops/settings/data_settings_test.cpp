// What a data folder's settings may say, and what of it can't be.
#include "ops/settings/data_settings.h"

#include "ops/store/store_choice.h"
#include "tests/support/test_area.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace almoner::ops {
namespace {

class SettingsOfAFolder : public ::testing::Test {
  protected:
    void write(const std::string& text) const {
        std::ofstream(folder.path() / "settings.toml") << text;
    }
    [[nodiscard]] ledger::Refusal refused() const {
        const auto read = read_data_settings(folder.path());
        return read.accepted() ? ledger::Refusal{"accepted", "", "", "", ""} : read.refusal();
    }
    [[nodiscard]] std::string mend() const {
        return "Mend it: " + (folder.path() / "settings.toml").string() + ".";
    }

    tests::TempFolder folder;
};

TEST_F(SettingsOfAFolder, AreReadAsTheyStand) {
    EXPECT_EQ(refused().code, "accepted") << "a folder without any";
    write("ship_to = \"/mnt/second\"  # each commit\npeople_keys = '/etc/almoner/keys'\n");
    const auto read = read_data_settings(folder.path());
    ASSERT_TRUE(read.accepted());
    EXPECT_EQ(read.value().ship_to, "/mnt/second");
    EXPECT_EQ(read.value().people_keys, "/etc/almoner/keys");
    EXPECT_EQ(read.value().store, "");
}

// The parser would read this one; of what it is given nothing is left to it to understand.
TEST_F(SettingsOfAFolder, OnALineThatIsNotOneOfOursAreNotGivenToTheParser) {
    write("# where\nstore = \"\"\"sqlite\"\"\"\n");
    EXPECT_EQ(refused().code, "settings-unreadable");
    EXPECT_EQ(refused().words, "Line 2: words stand in one pair of quotes, on one line.");
    EXPECT_EQ(refused().next, mend());
    EXPECT_EQ(refused().field, "settings.toml");
}

TEST_F(SettingsOfAFolder, ThatTheParserCantReadAreRefusedByTheirLine) {
    write("store = \"sqlite\"\nstore = \"sqlite\"\n");
    EXPECT_EQ(refused().code, "settings-unreadable");
    EXPECT_TRUE(refused().words.starts_with("Line 2: ")) << refused().words;
    EXPECT_EQ(refused().next, mend());
}

// Nobody is asked for the server: it is a matter of the settings alone.
TEST_F(SettingsOfAFolder, OfAnAreaInPostgreSqlShipNothing) {
    write("store = \"postgresql:///almoner?host=/nowhere\"\nship_to = \"/mnt/second\"\n");
    const auto store = chosen_store(folder.path(), "", [] { return 0; }, "test");
    ASSERT_FALSE(store.accepted());
    EXPECT_EQ(store.refusal().code, "shipping-not-here");
    EXPECT_EQ(store.refusal().next,
              "Take ship_to out of " + (folder.path() / "settings.toml").string() + ".");
    EXPECT_EQ(store.refusal().field, "settings.toml");
}

}  // namespace
}  // namespace almoner::ops

// What a person, or the next body, takes along: whole or not at all, for its owner alone.
#include "ledger/storage/sqlite/sqlite_database.h"
#include "tests/support/cli_area.h"
#include "tests/support/files.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

namespace almoner::tests {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const ledger::Query looks_at{
    "SELECT p.ref, a.ref FROM access_log l JOIN person p ON p.number = l.person AND p.version = 1"
    " JOIN actor a ON a.number = l.actor AND a.version = 1 ORDER BY l.id"};

class APack : public ::testing::Test {
  protected:
    APack() {
        area.load_sample_area();
        area.day = "2026-04-02";
    }
    int pack(const std::string& who, std::vector<std::string> more = {}) {
        std::vector<std::string> words{"ending", "pack", "P-0005", "--to", folder.string()};
        words.insert(words.end(), more.begin(), more.end());
        const ProgramEnd end = area.ask(who, words);
        last = end.out + end.err;
        return end.exit_code;
    }
    [[nodiscard]] std::string file(const std::string& name) const {
        return testing::read_whole(folder / name);
    }

    // A commissioner of the sample area.
    static std::string lead() {
        const std::string file =
            testing::read_whole(testing::project_path("ops/sample-area/commissioners.csv"));
        const std::size_t line = file.find('\n') + 1;
        return file.substr(line, file.find(',', line) - line);
    }

    CliArea area;
    fs::path folder = area.folder() / "pack";
    std::string last;
};

TEST_F(APack, HasThePlanAsCsvJsonAndPdfForItsOwnerAlone) {
    ASSERT_EQ(pack("kim"), 0) << last;
    EXPECT_EQ(last.find("Underholt"), std::string::npos) << last;
    const json all = json::parse(file("pack.json"));
    EXPECT_EQ(all.at("person").at(0).at("name"), "Percival Underholt");
    EXPECT_EQ(all.at("details").at(0).at("born_on"), "1939-12-30");
    EXPECT_EQ(all.at("plan_lines").at(0).at("plan_line"), "L-0007");
    EXPECT_EQ(all.at("agreements").at(0).at("agreement"), "A-0005");
    EXPECT_EQ(all.at("balance").at(0).at("left"), 8805);
    for (const char* const table : {"payments", "reviews", "notices"}) {
        EXPECT_TRUE(all.at(table).is_array()) << table;
        EXPECT_TRUE(fs::exists(folder / (std::string(table) + ".csv"))) << table;
    }
    EXPECT_NE(file("plan_lines.csv").find("L-0007"), std::string::npos);
    EXPECT_TRUE(file("pack.pdf").starts_with("%PDF-1."));
    // Of a bank account no more than the last digits.
    EXPECT_EQ(file("pack.json").find("34933787"), std::string::npos);
    EXPECT_EQ(fs::status(folder).permissions(), fs::perms::owner_all);
    for (const auto& each : fs::directory_iterator(folder)) {
        EXPECT_EQ(each.status().permissions(), fs::perms::owner_read | fs::perms::owner_write)
            << each.path();
    }
    EXPECT_EQ(pack("kim"), 1);  // nothing is written over
    EXPECT_NE(last.find("folder-exists"), std::string::npos) << last;
}

// What was offered, what was refused and each step of a plan goes along, also to the next body.
TEST_F(APack, HasWhatWasOfferedAndRefusedAndTheStepsOfThePlan) {
    const std::string paper = area.evidence("P-0005");
    const std::string budget = "B-0005";
    ASSERT_EQ(area.ask("kim",
                       {"budget",
                        "offer",
                        budget,
                        "--amount",
                        "96.50",
                        "--frequency",
                        "weekly",
                        "--ways",
                        "notional,third-party,direct-payment",
                        "--accounts",
                        "bank-account,card",
                        "--evidence",
                        paper})
                  .exit_code,
              0);
    const auto has_history = [&] {
        const json all = json::parse(file("pack.json"));
        ASSERT_TRUE(all.contains("budget_history")) << all.dump();
        const json& offer = all.at("budget_history").at(0);
        EXPECT_EQ(offer.at("what"), "offered");
        EXPECT_EQ(offer.at("amount"), 9650);
        EXPECT_EQ(offer.at("says"), "notional,third-party,direct-payment");
        EXPECT_EQ(offer.at("accounts"), "bank-account,card");
        EXPECT_NE(file("budget_history.csv").find("96.50"), std::string::npos);
        EXPECT_TRUE(file("pack.pdf").starts_with("%PDF-1."));
    };
    ASSERT_EQ(pack("kim"), 0) << last;
    has_history();
    fs::remove_all(folder);
    ASSERT_EQ(pack("kim",
                   {"--for",
                    "commissioner:" + lead(),
                    "--basis",
                    "consent",
                    "--purpose",
                    "She moves.",
                    "--evidence",
                    paper}),
              0)
        << last;
    has_history();
    fs::remove_all(folder);
    EXPECT_EQ(pack("kim",
                   {"--for",
                    "provider:HOMECARE",
                    "--basis",
                    "consent",
                    "--purpose",
                    "Care",
                    "--evidence",
                    paper,
                    "--parts",
                    "budget_history"}),
              1);
    EXPECT_NE(last.find("DAT-01"), std::string::npos) << last;
}

TEST_F(APack, IsForACheckerAloneAndTheLookIsNoted) {
    EXPECT_EQ(pack("jo"), 1);
    EXPECT_NE(last.find("needs-checker"), std::string::npos) << last;
    EXPECT_EQ(area.refusal("kim", {"ending", "pack", "P-9999", "--to", folder.string()}),
              "person-unknown");
    EXPECT_FALSE(fs::exists(folder));
    ASSERT_EQ(pack("kim"), 0) << last;
    const auto database = ledger::open_sqlite(area.data(), ledger::SqliteUse::read);
    ledger::Rows rows = database->select(looks_at);
    EXPECT_TRUE(rows.next());
    EXPECT_EQ(rows.str(0), "P-0005");
    EXPECT_EQ(rows.str(1), "kim");
    EXPECT_FALSE(rows.next());  // what was refused was not looked at
}

TEST_F(APack, ThatCanNotBeMadeLeavesNothing) {
    EXPECT_EQ(pack("kim", {"--with", "/nowhere"}), 1);
    EXPECT_FALSE(fs::exists(folder));
    for (const auto& each : fs::directory_iterator(area.folder())) {
        EXPECT_FALSE(each.path().filename().string().starts_with(".pack")) << each.path();
    }
}

// DAT-01: what another one gets is recorded first, and no more than their role needs is in it.
TEST_F(APack, ForAnotherBodyHasWhatTheirRoleNeeds) {
    EXPECT_EQ(pack("kim", {"--for", "provider:HOMECARE", "--basis", "consent"}), 1);
    EXPECT_NE(last.find("DAT-01"), std::string::npos) << last;
    EXPECT_FALSE(fs::exists(folder));
    const std::string paper = area.evidence("P-0005");
    ASSERT_EQ(pack("kim",
                   {"--for",
                    "commissioner:" + lead(),
                    "--basis",
                    "consent",
                    "--purpose",
                    "She moves.",
                    "--parts",
                    "person,balance",
                    "--evidence",
                    paper}),
              0)
        << last;
    const json all = json::parse(file("pack.json"));
    EXPECT_TRUE(all.contains("balance"));
    EXPECT_FALSE(all.contains("reviews"));
    EXPECT_FALSE(all.contains("plan_lines"));
    const ProgramEnd shares = area.ask("kim", {"share", "list", "P-0005"});
    EXPECT_NE(shares.out.find("She moves."), std::string::npos) << shares.out;
    EXPECT_NE(shares.out.find("person, balance"), std::string::npos) << shares.out;
}

}  // namespace
}  // namespace almoner::tests

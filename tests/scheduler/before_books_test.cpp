// A payment that would leave before the paying account's books open can never be matched.
#include "scheduler/commands/emergency.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/commands/run_show.h"
#include "tests/support/run_area.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using nlohmann::json;
using tests::on;
using tests::RunArea;

void open_books(RunArea& area, std::string_view day, std::string_view key = "bank|MAIN||||nhs|") {
    area.write([&](ledger::Work& work) {
        work.records().insert(ledger::opening_balance_table, key, tests::pounds(10'000), on(day));
    });
}

// What is due on Monday 2 November is proposed that day and arrives on the 4th.
std::string held_because(std::string_view opened, std::string_view key = "bank|MAIN||||nhs|") {
    RunArea area;
    (void)area.add();
    open_books(area, opened, key);
    const json run = area.propose("2026-11-02")[0];
    const json findings = json::parse(run_show(area.area().database(), run["run"], on("2026-11-02"))
                                          .value())["payments"][0]["findings"];
    return findings.empty() ? "free" : findings[0]["code"].get<std::string>();
}

TEST(BeforeBooks, APaymentIsHeldUntilTheBooksOfItsAccountAreOpen) {
    EXPECT_EQ(held_because("2026-11-03"), "free");
    EXPECT_EQ(held_because("2026-11-04"), "free") << "on the day itself a statement can show it";
    EXPECT_EQ(held_because("2026-11-05"), "day-before-books");
    EXPECT_EQ(held_because("2026-11-05", "bank|OTHER||||nhs|"), "free");
}

TEST(BeforeBooks, WhatWasHeldIsProposedOnceTheyAreOpen) {
    RunArea area;
    (void)area.add();
    open_books(area, "2026-11-05");
    EXPECT_EQ(area.propose("2026-11-02")[0]["held"], 1);
    EXPECT_EQ(area.propose("2026-11-02", "2026-11-05")[0]["confirm"], "1:40000");
}

TEST(BeforeBooks, AnEmergencyPaymentIsRefusedUntilThen) {
    RunArea area;
    (void)area.add();
    open_books(area, "2026-11-05");
    const std::map<std::string, std::string> fields{{"agreement", "AP1"},
                                                    {"amount", "50"},
                                                    {"reason", "wages-due"},
                                                    {"words", "wages are due today"},
                                                    {"basis", "addition"}};
    EXPECT_EQ(area.refusal(emergency_payment, fields, {.day = "2026-11-04"}), "day-before-books");
    EXPECT_EQ(area.refusal(emergency_payment, fields, {.day = "2026-11-05"}), "accepted");
}

TEST(BeforeBooks, AnApprovedRunIsNotSentBeforeThem) {
    RunArea area;
    (void)area.add();
    const json run = area.propose("2026-11-02")[0];
    area.approve(run);
    open_books(area, "2026-11-05");
    EXPECT_EQ(area.refusal(run_send, {{"run", run["run"]}}), "day-before-books");
    EXPECT_EQ(area.count("submission"), 0);
}

}  // namespace
}  // namespace almoner::scheduler

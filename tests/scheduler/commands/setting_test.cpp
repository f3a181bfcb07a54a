#include "scheduler/commands/setting.h"

#include "ledger/records/payment.h"
#include "ledger/records/record_table.h"
#include "scheduler/commands/init.h"
#include "scheduler/commands/proposal.h"
#include "tests/scheduler/commands/people_area.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using tests::ask;
using tests::TestArea;

const ledger::Query approve_run{"UPDATE payment_run SET approved_by = 2 WHERE id = $1"};

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
    ASSERT_EQ(list.size(), 17U);
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

// One person alone loosens no guard of an area that pays.
TEST(Setting, WhatBearsOnMoneyIsConfirmedByAnotherWithinTheirLimit) {
    TestArea area;
    (void)area.run([&](ledger::Work& work) -> ledger::Outcome<std::string> {
        const std::int64_t run = work.records().insert(
            ledger::payment_run_table, "scheduled", 1, work.today(), work.today(), 1, 1, 1);
        work.records().change(approve_run, run);
        return std::string("{}");
    });
    EXPECT_EQ(set(area, "cut-off", "21:30"), "set");
    EXPECT_EQ(set(area, "emergency-cap", "1500.00"), "set");
    EXPECT_FALSE(area_settings(area.database()).contains("emergency-cap"));
    const auto confirmed_by = [&](const Actor& actor, const std::string& confirm) {
        const auto outcome =
            ask(area, proposal_confirm, {{"proposal", "1"}, {"confirm", confirm}}, actor);
        return outcome.accepted() ? "confirmed" : outcome.refusal().code;
    };
    EXPECT_EQ(confirmed_by(tests::asking_checker, "1:150000"), "own-proposal");
    EXPECT_EQ(confirmed_by(tests::checker_up_to(149'999), "1:150000"), "above-approve-limit");
    EXPECT_EQ(confirmed_by(tests::another_checker, "1:150001"), "confirm-differs");
    EXPECT_EQ(confirmed_by(tests::another_checker, "1:150000"), "confirmed");
    EXPECT_EQ(area_settings(area.database()).at("emergency-cap"), "1500.00");
}

}  // namespace
}  // namespace almoner::scheduler

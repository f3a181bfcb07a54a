#include "scheduler/commands/task_done.h"

#include "ledger/records/record_table.h"
#include "ledger/records/records.h"
#include "ledger/verify/verify.h"
#include "tests/support/cli_area.h"
#include "tests/support/run_area.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace almoner::scheduler {
namespace {

using tests::RunArea;

std::string add_task(RunArea& area, const std::string& kind) {
    std::int64_t id = 0;
    area.write([&](ledger::Work& work) {
        id = work.records().insert(
            ledger::task_table, kind, "P-1", work.today(), "finance", "Decide it.", std::nullopt);
    });
    return std::to_string(id);
}

TEST(TaskDone, ADecisionEndsATaskOnce) {
    RunArea area;
    const std::string task = add_task(area, "overpaid");
    EXPECT_EQ(area.refusal(task_done, {{"task", task}}), "field-missing");
    EXPECT_EQ(area.refusal(task_done, {{"task", "9"}, {"decision", "No"}}), "task-unknown");
    EXPECT_EQ(area.refusal(task_done, {{"task", task}, {"decision", "No"}, {"evidence", "7"}}),
              "evidence-unknown");
    EXPECT_EQ(area.answer(task_done, {{"task", task}, {"decision", "Not reclaimed"}})["state"],
              "done");
    EXPECT_EQ(area.refusal(task_done, {{"task", task}, {"decision", "No"}}), "task-done");
    EXPECT_EQ(area.count("task WHERE state = 2"), 1);
    EXPECT_EQ(area.count("task_decision"), 1);
    EXPECT_TRUE(ledger::verify(area.area().database()).clean());
}

TEST(TaskDone, WhatEndsWithItsOwnCommandIsNotTalkedAway) {
    RunArea area;
    for (const char* kind : {"payment-returned", "agreement-held", "plan-line-held"}) {
        EXPECT_EQ(area.refusal(task_done, {{"task", add_task(area, kind)}, {"decision", "No"}}),
                  "task-settles-itself")
            << kind;
    }
}

TEST(TaskDone, ThePeopleWhoAskLaterSeeWhatWasDecided) {
    tests::CliArea area;
    area.load_sample_area();
    const auto before = area.answer("vi", {"task", "list"})["tasks"];
    (void)area.answer("jo", {"person", "died", "P-0001", "--on", "2026-03-30"});
    const auto open = area.answer("vi", {"task", "list"})["tasks"];
    ASSERT_EQ(open.size(), before.size() + 1);
    const auto fresh = std::ranges::find_if(
        open, [&](const auto& each) { return !std::ranges::count(before, each); });
    ASSERT_NE(fresh, open.end());
    const std::string task = (*fresh)["task"].dump();
    EXPECT_EQ(area.refusal("vi", {"task", "done", task, "--decision", "x"}), "not-allowed");
    (void)area.answer("jo", {"task", "done", task, "--decision", "The wages were paid"});
    EXPECT_EQ(area.answer("vi", {"task", "list"})["tasks"], before);
    const auto decided = area.answer("vi", {"task", "list", "--decided"})["decisions"];
    ASSERT_EQ(decided.size(), 1U);
    EXPECT_EQ(decided[0]["decision"], "The wages were paid");
    EXPECT_EQ(decided[0]["by"], "jo");
    EXPECT_EQ(decided[0]["decided_on"], "2026-04-02");
}

}  // namespace
}  // namespace almoner::scheduler

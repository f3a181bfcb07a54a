// A run that is large enough for two threads to read is the same as one that a single one read.
#include "ledger/storage/read_beside.h"
#include "scheduler/commands/run_commands.h"
#include "tests/support/run_area.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using nlohmann::json;
using tests::RunArea;

constexpr int people = 5'001;  // an odd number, and the run is read in two halves
static_assert(people >= ledger::worth_reading_beside);

json sent_by(RunArea& area) {
    area.add_many(people);
    const json run = area.answer(run_propose, {{"until", "2026-11-02"}})["runs"][0];
    area.approve(run);
    json sent = area.answer(run_send, {{"run", run["run"]}});
    sent["proposed"] = run;
    return sent;
}

TEST(LargeRun, IsTheSameHoweverManyThreadsReadIt) {
    RunArea in_memory;  // has no second connection
    const json one = sent_by(in_memory);
    const tests::TempFolder folder;
    RunArea on_a_disk(folder.path());
    const json several = sent_by(on_a_disk);
    // 5,001 times four weeks of £100; more than £1,000,000 is more than one file holds.
    EXPECT_EQ(several["proposed"]["payments"], 5'001);
    EXPECT_EQ(several["proposed"]["total"], 200'040'000);
    ASSERT_EQ(several["files"].size(), 3U);
    EXPECT_EQ(several["files"][0]["items"], 2'500);
    EXPECT_EQ(several["files"][1]["items"], 2'500);
    EXPECT_EQ(several["files"][2]["items"], 1);
    EXPECT_EQ(several, one);  // with the digests of the files
}

}  // namespace
}  // namespace almoner::scheduler

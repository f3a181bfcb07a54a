#include "ledger/posting/account.h"
#include "ledger/records/operator_file.h"
#include "scheduler/jobs/job.h"
#include "scheduler/jobs/run_job.h"
#include "scheduler/service/command_runner.h"
#include "tests/support/files.h"
#include "tests/support/test_area.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using ledger::Date;

const ledger::Query count_tasks{"SELECT COUNT(*) FROM task WHERE kind = 'integrity'"};
const ledger::Query count_refused_jobs{"SELECT COUNT(*) FROM task WHERE kind = 'job-refused'"};
const ledger::Query count_leases{"SELECT COUNT(*) FROM job_lease"};

const Date monday = *Date::parse("2026-03-02");

// An empty area, and the books as a job reads them.
class Jobs : public ::testing::Test {
  protected:
    CommandResult run(const std::string& name, std::int64_t again = 0) {
        return run_job(runner_,
                       area_.database(),
                       around_,
                       {.name = name, .today = monday, .at_ms = 1'772'442'000'000, .again = again});
    }

    CommandResult run_by_hand(const std::string& name, const std::string& key) {
        return runner_.run({.name = "job run",
                            .key = key,
                            .actor = std::string(scheduler_ref),
                            .at_ms = 1'772'442'000'000,
                            .today = monday,
                            .fields = {{"job", name}}});
    }

    std::int64_t count(const ledger::Query& query) {
        ledger::Rows rows = area_.database().select(query);
        return rows.next() ? rows.integer(0) : -1;
    }

    // A penny on one side of an account, as no posting would put it.
    void plant_a_penny() {
        area_.database().run_script(
            "INSERT INTO account(id, name, stream, option, body, bank_account, budget, floor,"
            " debit_posted) VALUES (999, 1, 1, 0, 1, 0, 0, 0, 1)");
    }

    tests::TestArea area_;
    Surroundings around_;
    DirectRunner runner_{area_.writer(), around_};
};

TEST_F(Jobs, AnUnknownCommandIsRefusedAndTheNextOneRuns) {
    const CommandResult unknown =
        runner_.run({.name = "no such", .key = "first", .actor = "", .today = monday});
    ASSERT_FALSE(unknown.outcome.accepted());
    EXPECT_EQ(unknown.outcome.refusal().code, "command-unknown");
    EXPECT_TRUE(run_by_hand("reminders", "second").outcome.accepted());
}

TEST_F(Jobs, TextThatIsNotUtf8IsRefusedBeforeAnythingReadsIt) {
    const CommandResult broken = runner_.run({.name = "job run",
                                              .key = "broken",
                                              .actor = std::string(scheduler_ref),
                                              .today = monday,
                                              .fields = {{"job", "caf\xe9"}}});
    ASSERT_FALSE(broken.outcome.accepted());
    EXPECT_EQ(broken.outcome.refusal().code, "text-not-utf8");
    EXPECT_EQ(broken.outcome.refusal().field, "job");
}

TEST_F(Jobs, AJobThatWasDoneIsNotDueAgainThatDay) {
    ASSERT_EQ(jobs_due(area_.database(), monday).size(), 16U);
    ASSERT_TRUE(run("reminders").outcome.accepted());
    const auto due = jobs_due(area_.database(), monday);
    EXPECT_EQ(due.size(), 15U);
    EXPECT_EQ(std::count(due.begin(), due.end(), "reminders"), 0);
    EXPECT_EQ(jobs_due(area_.database(), monday + 1).size(), 16U);
}

TEST_F(Jobs, TheSameDayTwiceChangesNothing) {
    ASSERT_TRUE(run("identities").outcome.accepted());
    const std::int64_t head = area_.writer().head().seq;
    ASSERT_TRUE(run("identities").outcome.accepted());
    EXPECT_EQ(area_.writer().head().seq, head);
    EXPECT_EQ(count(count_leases), 0);
}

TEST_F(Jobs, AnUnknownJobIsRefused) {
    const auto result = run("tea");
    ASSERT_FALSE(result.outcome.accepted());
    EXPECT_EQ(result.outcome.refusal().code, "job-unknown");
}

TEST_F(Jobs, WhileOneHoldsTheLeaseAnotherIsRefused) {
    ASSERT_TRUE(run_by_hand("reminders", "first").outcome.accepted());
    const auto second = run_by_hand("reminders", "second");
    ASSERT_FALSE(second.outcome.accepted());
    EXPECT_EQ(second.outcome.refusal().code, "job-runs-already");
    EXPECT_TRUE(run_by_hand("identities", "third").outcome.accepted());
}

TEST_F(Jobs, BooksThatAgreeAreSaidToAgree) {
    const auto result = run("identities");
    ASSERT_TRUE(result.outcome.accepted());
    EXPECT_NE(result.outcome.value().find(R"("agrees":true)"), std::string::npos);
    EXPECT_EQ(count(count_tasks), 0);
}

// No list of bank holidays is loaded, so nothing can be proposed.
TEST_F(Jobs, AJobWhoseCommandIsRefusedStaysDueAndMakesOneTask) {
    const auto result = run("propose");
    ASSERT_FALSE(result.outcome.accepted());
    EXPECT_EQ(result.outcome.refusal().code, "bank-holidays-missing");
    EXPECT_EQ(end_of(result), JobEnd::refused);
    const auto due = jobs_due(area_.database(), monday);
    EXPECT_EQ(std::count(due.begin(), due.end(), "propose"), 1);
    EXPECT_EQ(count(count_leases), 0);
    EXPECT_EQ(count(count_refused_jobs), 1);
    // Once it is mended, another attempt of the same day asks afresh.
    const auto load = [](ledger::Work& work) -> ledger::Outcome<std::string> {
        ledger::insert_operator_file(work,
                                     {.kind = ledger::OperatorFileKind::bank_holidays,
                                      .version = "for a test",
                                      .dated_on = monday,
                                      .content = testing::read_whole(testing::project_path(
                                          "ops/reference-data/bank-holidays-england-wales.csv"))});
        return std::string("{}");
    };
    ledger::Stamp stamp = area_.next_stamp();
    stamp.today = monday;
    ASSERT_TRUE(area_.writer().run_alone(stamp, load).outcome.accepted());
    EXPECT_EQ(end_of(run("propose")), JobEnd::refused);  // remembered with its key
    EXPECT_EQ(end_of(run("propose", 492'345)), JobEnd::done);
    const auto left = jobs_due(area_.database(), monday);
    EXPECT_EQ(std::count(left.begin(), left.end(), "propose"), 0);
    EXPECT_EQ(count(count_refused_jobs), 1);
}

TEST_F(Jobs, APlantedPennyIsFoundAndMakesOneTask) {
    plant_a_penny();
    const auto result = run("identities");
    ASSERT_TRUE(result.outcome.accepted());
    EXPECT_EQ(end_of(result), JobEnd::disagrees);
    EXPECT_NE(result.outcome.value().find(R"("agrees":false)"), std::string::npos);
    const std::int64_t tasks = count(count_tasks);
    EXPECT_GE(tasks, 1);
    ASSERT_TRUE(run_job(runner_,
                        area_.database(),
                        around_,
                        {.name = "identities", .today = monday + 1, .at_ms = 1'772'528'400'000})
                    .outcome.accepted());
    EXPECT_EQ(count(count_tasks), tasks);
}

}  // namespace
}  // namespace almoner::scheduler

// A hold never just goes on: STP-06 has it last 14 days at most (rules.md 1.8), and then a review
// comes to a stop or has the payments go on.
#include "scheduler/reduction/holds.h"

#include "ledger/records/actor.h"
#include "scheduler/commands/agreement_stop.h"
#include "scheduler/commands/hold_overdue.h"
#include "scheduler/commands/plan_hold.h"
#include "scheduler/commands/policy_load.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/task_done.h"
#include "scheduler/jobs/job.h"
#include "tests/scheduler/reduction_case_area.h"

namespace almoner::scheduler {
namespace {

using tests::Given;
using tests::on;

const ledger::Query open_tasks{
    "SELECT kind, subject, due_on FROM task WHERE state = 1 AND kind LIKE 'hold-%' ORDER BY id"};
const ledger::Query suspensions{
    "SELECT effect FROM evaluation WHERE event = 'suspend' ORDER BY id"};

// LP1 and AP1, held from Monday 2 November 2026 on: its 14 days run until the 16th.
class Holds : public tests::CaseArea {
  protected:
    Holds() {
        area.write([](ledger::Work& work) {
            ledger::insert_actor(work, {.ref = "anna", .from_on = work.today()});
        });
    }
    std::string hold_line(const Given& more = {}) {
        Given fields{{"plan_line", "LP1"}, {"reason", "account"}};
        fields.insert(more.begin(), more.end());
        return area.refusal(plan_hold, fields);
    }
    void hold_agreement() {
        area.answer(agreement_hold, {{"agreement", "AP1"}, {"reason", "account"}});
    }
    // The job of that day, with all that it calls for: its commands.
    std::string look(const std::string& day) {
        std::string all;
        for (const auto& each : find_job("holds")->find(area.area().database(), on(day)).commands) {
            all += each.name + ";";
            const CommandEntry* const entry = find_command(each.name);
            (void)area.answer(entry->handler, each.fields, {.day = day});
        }
        return all;
    }
    // "kind subject due;" of those about holds.
    std::string tasks() {
        ledger::Rows rows = area.area().database().select(open_tasks);
        std::string all;
        while (rows.next()) {
            all += rows.str(0) + " " + rows.str(1) + " " + rows.date(2).iso() + ";";
        }
        return all;
    }
    std::string evaluated() {
        ledger::Rows rows = area.area().database().select(suspensions);
        std::string all;
        while (rows.next()) all += rows.str(0) + ";";
        return all;
    }
    std::vector<ledger::Review> reviews() {
        return ledger::reviews_of(area.area().database(), person.budget);
    }
};

TEST_F(Holds, SomebodyIsToldFourDaysBeforeItIsOver) {
    ASSERT_EQ(hold_line(), "accepted");
    EXPECT_EQ(look("2026-11-11"), "");
    EXPECT_EQ(look("2026-11-12"), "task open;");
    EXPECT_EQ(tasks(), "hold-ends plan-line:LP1 2026-11-16;");
    EXPECT_EQ(look("2026-11-16"), "task open;");
    EXPECT_EQ(tasks(), "hold-ends plan-line:LP1 2026-11-16;");
    EXPECT_TRUE(reviews().empty());
}

TEST_F(Holds, AfterItsDaysAReviewIsOpenedAndSomebodyIsTold) {
    ASSERT_EQ(hold_line(), "accepted");
    (void)look("2026-11-16");
    EXPECT_EQ(evaluated(), "warn;");
    EXPECT_EQ(look("2026-11-17"), "hold overdue;task settled;");
    EXPECT_EQ(tasks(), "hold-too-long plan-line:LP1 2026-11-17;");
    EXPECT_EQ(evaluated(), "warn;warn;");
    ASSERT_EQ(reviews().size(), 1U);
    EXPECT_EQ(reviews()[0].kind, "concern");
    EXPECT_EQ(reviews()[0].due_on, on("2026-12-01"));
    // The next day nothing is done twice, and the task is not ticked off.
    EXPECT_EQ(look("2026-11-18"), "hold overdue;");
    EXPECT_EQ(reviews().size(), 1U);
    EXPECT_EQ(tasks(), "hold-too-long plan-line:LP1 2026-11-17;");
    const std::string task = std::to_string(area.count("task"));
    EXPECT_EQ(area.refusal(task_done, {{"task", task}, {"decision", "Seen."}}),
              "task-settles-itself");
}

TEST_F(Holds, OfAnAgreementIsTheSame) {
    hold_agreement();
    EXPECT_EQ(look("2026-11-12"), "task open;");
    EXPECT_EQ(look("2026-11-17"), "hold overdue;task settled;");
    EXPECT_EQ(tasks(), "hold-too-long agreement:AP1 2026-11-17;");
    EXPECT_EQ(reviews().size(), 1U);
}

TEST_F(Holds, HasTheLastDayThatWasPlannedForIt) {
    EXPECT_EQ(hold_line({{"until", "2026-11-01"}}), "ends-before-it-starts");
    EXPECT_EQ(hold_line({{"until", "2026-11-17"}}), "hold-too-long");
    EXPECT_EQ(hold_line({{"until", "2026-11-06"}}), "accepted");
    EXPECT_EQ(look("2026-11-02"), "task open;");
    EXPECT_EQ(look("2026-11-07"), "hold overdue;task settled;");
    EXPECT_EQ(tasks(), "hold-over plan-line:LP1 2026-11-07;");
    EXPECT_TRUE(reviews().empty());  // the policy would allow more
    EXPECT_EQ(look("2026-11-17"), "hold overdue;task settled;");
    EXPECT_EQ(tasks(), "hold-too-long plan-line:LP1 2026-11-17;");
    EXPECT_EQ(reviews().size(), 1U);
}

TEST_F(Holds, ThatGoesOnLeavesNoTask) {
    ASSERT_EQ(hold_line(), "accepted");
    (void)look("2026-11-17");
    const auto proposed = area.answer(plan_resume, {{"plan_line", "LP1"}}, {.day = "2026-11-18"});
    area.answer(proposal_confirm,
                {{"proposal", proposed.at("proposal").dump()}, {"confirm", proposed.at("confirm")}},
                {.actor = tests::ben, .day = "2026-11-18"});
    EXPECT_EQ(look("2026-11-19"), "task settled;");
    EXPECT_EQ(tasks(), "");
    EXPECT_EQ(look("2026-11-20"), "");
    EXPECT_EQ(area.refusal(hold_overdue, {{"about", "plan-line:LP1"}}, {.day = "2026-11-20"}),
              "not-on-hold");
}

TEST_F(Holds, ThatHasNotBegunIsLeftAlone) {
    ASSERT_EQ(hold_line({{"from", "2026-11-20"}}), "accepted");
    EXPECT_EQ(look("2026-11-19"), "");
    EXPECT_EQ(look("2026-11-30"), "task open;");
    EXPECT_EQ(tasks(), "hold-ends plan-line:LP1 2026-12-04;");
}

}  // namespace
}  // namespace almoner::scheduler

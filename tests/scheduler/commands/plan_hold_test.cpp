#include "scheduler/commands/plan_hold.h"

#include "ledger/records/plan_mark.h"
#include "scheduler/commands/plan.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/uplift.h"
#include "tests/scheduler/commands/people_area.h"

namespace almoner::scheduler {
namespace {

using nlohmann::json;
using tests::asking_checker;
using tests::day;
using tests::Files;
using tests::with;

// L1 is worth 100.00 a week. Today is 22 November 2026.
class PlanHold : public tests::PeopleArea {
  protected:
    std::int64_t amount_on(std::string_view iso) {
        return ledger::plan_line_by_ref(area.database(), "L1", day(iso))->amount.pence();
    }
    void confirm(const json& proposed) {
        accepted(
            proposal_confirm,
            {{"proposal", proposed.at("proposal").dump()}, {"confirm", proposed.at("confirm")}},
            asking_checker);
    }
    std::string open_tasks() {
        const auto statement =
            area.database().prepare("SELECT kind FROM task WHERE state = 1 ORDER BY id");
        std::string all;
        while (statement->step()) all += std::string(statement->text(0)) + ";";
        return all;
    }
};

const Files hold{{"plan_line", "L1"}, {"reason", "account"}, {"from", "2026-11-25"}};

TEST_F(PlanHold, AHeldLineIsWorthNothingUntilItGoesOnAsBefore) {
    confirm(
        accepted(plan_change, {{"plan_line", "L1"}, {"amount", "110"}, {"from", "2026-12-07"}}));
    accepted(plan_hold, hold);
    EXPECT_EQ(amount_on("2026-11-24"), 10'000);
    EXPECT_EQ(amount_on("2026-11-25"), 0);
    EXPECT_EQ(amount_on("2026-12-07"), 0);
    EXPECT_EQ(open_tasks(), "increase-untold;plan-line-held;");

    const json proposed = accepted(plan_resume,
                                   {{"plan_line", "L1"},
                                    {"from", "2026-12-01"},
                                    {"ground", "error"},
                                    {"ground_evidence", evidence()}});
    EXPECT_EQ(proposed["confirm"], "1:572000");
    EXPECT_EQ(amount_on("2026-12-01"), 0);
    confirm(proposed);
    EXPECT_EQ(amount_on("2026-11-30"), 0);
    EXPECT_EQ(amount_on("2026-12-01"), 10'000);
    EXPECT_EQ(amount_on("2026-12-07"), 11'000);
    EXPECT_EQ(open_tasks(), "increase-untold;");
    EXPECT_EQ(refused(plan_resume, {{"plan_line", "L1"}}), "plan-line-not-held plan_line");
}

TEST_F(PlanHold, WithoutADayTheWholeHoldIsMadeGood) {
    accepted(plan_hold, hold);
    EXPECT_EQ(refused(plan_resume, {{"plan_line", "L1"}, {"from", "2026-11-24"}}),
              "before-the-hold from");
    confirm(accepted(plan_resume, {{"plan_line", "L1"}}));
    EXPECT_EQ(amount_on("2026-11-25"), 10'000);
}

TEST_F(PlanHold, AHeldLineIsNeitherChangedNorRaisedNorTakenOverByAnImport) {
    accepted(plan_hold, with(hold, "from", "2026-11-22"));
    EXPECT_EQ(refused(plan_hold, hold), "plan-line-held plan_line");
    EXPECT_EQ(refused(plan_change, {{"plan_line", "L1"}, {"amount", "110"}}),
              "plan-line-held plan_line");
    EXPECT_EQ(
        refused(uplift_propose, {{"stream", "nhs"}, {"percent", "3"}, {"from", "2026-12-01"}}),
        "nothing-to-raise stream");
    Files again = tests::sample_import();
    again["apply"] = "yes";
    const auto answer = accepted(import_area, again);
    EXPECT_EQ(answer["files"]["plan_lines.csv"]["different"], 1);
    EXPECT_EQ(amount_on("2026-11-22"), 0);
}

TEST_F(PlanHold, WhatCanNotBeHeldIsRefused) {
    EXPECT_EQ(refused(plan_hold, with(hold, "plan_line", "L7")), "plan-line-unknown plan_line");
    EXPECT_EQ(refused(plan_hold, with(hold, "from", "2026-11-21")), "day-in-the-past from");
    EXPECT_EQ(refused(plan_hold, with(hold, "from", "2027-04-01")), "plan-line-ended plan_line");
    accepted(plan_change, {{"plan_line", "L1"}, {"amount", "110"}});
    EXPECT_EQ(refused(plan_hold, hold), "proposal-open plan_line");
}

TEST_F(PlanHold, AnEndedLineLeavesNoHoldBehind) {
    accepted(plan_hold, with(hold, "from", "2026-11-22"));
    confirm(accepted(plan_end,
                     {{"plan_line", "L1"},
                      {"on", "2026-12-31"},
                      {"ground", "error"},
                      {"ground_evidence", evidence()}}));
    EXPECT_EQ(open_tasks(), "");
    EXPECT_EQ(refused(plan_resume, {{"plan_line", "L1"}}), "plan-line-not-held plan_line");
}

TEST_F(PlanHold, ALineThatWasEndedSinceDoesNotGoOn) {
    accepted(plan_hold, with(hold, "from", "2026-11-22"));
    const json resumed = accepted(plan_resume, {{"plan_line", "L1"}});
    confirm(accepted(plan_end,
                     {{"plan_line", "L1"},
                      {"on", "2026-12-31"},
                      {"ground", "error"},
                      {"ground_evidence", evidence()}}));
    EXPECT_EQ(
        refused(proposal_confirm,
                {{"proposal", resumed.at("proposal").dump()}, {"confirm", resumed.at("confirm")}},
                asking_checker),
        "changed-since proposal");
    EXPECT_EQ(amount_on("2026-12-01"), 0);
    EXPECT_EQ(ledger::plan_line_by_ref(area.database(), "L1", day("2026-12-01"))->end_on,
              day("2026-12-31"));
}

TEST_F(PlanHold, APlanIsSignedOnADayThatIsPastWithTheDocument) {
    const Files sign{{"budget", "B1"}, {"signed_on", "2026-11-20"}, {"evidence", evidence()}};
    EXPECT_EQ(refused(plan_sign, with(sign, "signed_on", "2026-11-23")),
              "day-in-the-future signed_on");
    EXPECT_EQ(refused(plan_sign, with(sign, "evidence", "")), "evidence-missing evidence");
    EXPECT_EQ(refused(plan_sign, with(sign, "budget", "B9")), "budget-unknown budget");
    accepted(plan_sign, sign);
    EXPECT_EQ(ledger::plan_signature_of(area.database(), 1)->signed_on, day("2026-11-20"));
    EXPECT_EQ(refused(plan_sign, with(sign, "signed_on", "2026-11-19")),
              "before-last-signature signed_on");
}

}  // namespace
}  // namespace almoner::scheduler

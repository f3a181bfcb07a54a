// EMG-01 (rules.md section 1.2): who approves an emergency payment stands in the records, its cap
// counts what was paid before, and its plan is looked at within the policy's days.
#include "ledger/records/actor.h"
#include "ledger/records/evaluation.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/plan_line.h"
#include "scheduler/commands/emergency.h"
#include "scheduler/commands/emergency_late.h"
#include "scheduler/commands/policy_load.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/commands/task_done.h"
#include "scheduler/facts/emergency_facts.h"
#include "scheduler/jobs/job.h"
#include "tests/support/run_area.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using nlohmann::json;
using tests::on;
using tests::pounds;
using tests::RunArea;
using tests::TestPerson;

// £100 a week: two weeks of it are £200.
class EmergencyRules : public ::testing::Test {
  protected:
    EmergencyRules() { person = area.add(); }

    static std::map<std::string, std::string> fields(const std::string& amount) {
        return {{"agreement", "AP1"},
                {"amount", amount},
                {"reason", "wages-due"},
                {"words", "the assistant has to be paid today"},
                {"basis", "addition"}};
    }
    std::string asked(const std::string& amount, const std::string& day = "2026-11-02") {
        return area.refusal(emergency_payment, fields(amount), {.day = day});
    }
    std::string approved(const json& made, const Actor& by, const std::string& day = "2026-11-02") {
        return area.refusal(run_approve,
                            {{"run", made["run"]}, {"confirm", made["confirm"]}},
                            {.actor = by, .day = day});
    }
    void policy(const std::string& text) {
        const json proposed = area.answer(
            policy_load,
            {{"file:policy", "version = \"1\"\nbody = \"A\"\nfrom = 2026-04-01\n" + text}});
        area.answer(
            proposal_confirm,
            {{"proposal", proposed.at("proposal").dump()}, {"confirm", proposed.at("confirm")}},
            {.actor = tests::carol});
    }
    void user(const std::string& ref, std::optional<ledger::Money> limit, std::int64_t number = 0) {
        area.write([&](ledger::Work& work) {
            ledger::insert_actor(work,
                                 {.number = number,
                                  .ref = ref,
                                  .from_on = on("2026-01-01"),
                                  .role = ledger::ActorRole::checker,
                                  .approve_limit = limit});
        });
    }
    // The job of that day with all that it calls for, then the open tasks.
    std::string night(const std::string& day) {
        for (const auto& each :
             find_job("emergencies")->find(area.area().database(), on(day)).commands) {
            (void)area.answer(find_command(each.name)->handler, each.fields, {.day = day});
        }
        const auto rows = area.area().database().prepare(
            "SELECT id, words FROM task WHERE kind = 'emergency-plan' AND state = 1 ORDER BY id");
        std::string all;
        while (rows->step()) {
            all += std::to_string(rows->integer(0)) + ";";
            EXPECT_NE(rows->text(1).find("the plan of budget"), std::string_view::npos);
        }
        return all;
    }

    RunArea area;
    TestPerson person;
};

TEST_F(EmergencyRules, EMG_01_ARegularPaymentIsNotLookedAtAsAnEmergency) {
    (void)area.propose("2026-11-02");
    ASSERT_EQ(area.payments().size(), 1U);
    EXPECT_EQ(area.refusal(emergency_late, {{"payment", ledger::payment_ref(1)}}),
              "not-an-emergency");
}

TEST_F(EmergencyRules, EMG_01_AManagerIsAUserAndNobodysWord) {
    policy("[emergency]\napprover = \"manager\"\n");
    user("ann", pounds(50));
    user("ben", pounds(1'000));
    area.write([&](ledger::Work& work) {
        ledger::insert_attested_fact(work,
                                     person.person,
                                     {.about = {ledger::CaseKind::agreement, person.agreement},
                                      .name = "account.approver_is_manager",
                                      .value = "yes",
                                      .from_on = on("2026-10-01"),
                                      .attested_by = 1});
    });
    EXPECT_EQ(asked("100"), "approver-is-no-manager") << "nobody who may approve any sum";
    user("carol", {});
    const json made = area.answer(emergency_payment, fields("100"));
    const Actor limited{
        .number = 2, .ref = "ben", .role = Role::checker, .approve_limit = pounds(1'000)};
    EXPECT_EQ(approved(made, limited), "approver-is-no-manager");
    EXPECT_EQ(area.payments().back().state, ledger::PaymentState::proposed);
    EXPECT_EQ(approved(made, tests::carol), "accepted");
    EXPECT_EQ(
        ledger::evaluations_of(area.area().database(), {ledger::CaseKind::agreement, 1}).size(),
        4U);
}

TEST_F(EmergencyRules, EMG_01_WithoutThatPolicyASecondPersonIsEnough) {
    user("ann", pounds(50));
    user("ben", pounds(1'000));
    const json made = area.answer(emergency_payment, fields("100"));
    const Actor limited{
        .number = 2, .ref = "ben", .role = Role::checker, .approve_limit = pounds(1'000)};
    EXPECT_EQ(approved(made, limited), "accepted");
}

// The two weeks from 2 November on end on the 15th.
TEST_F(EmergencyRules, EMG_01_TheCapCountsWhatWasPaidInItsWeeks) {
    const json made = area.answer(emergency_payment, fields("120"));
    EXPECT_EQ(asked("80.01", "2026-11-03"), "over-cap");
    EXPECT_EQ(asked("80.01", "2026-11-15"), "over-cap");
    EXPECT_EQ(asked("80.01", "2026-11-16"), "accepted");
    EXPECT_EQ(asked("119.99", "2026-11-16"), "accepted");
    EXPECT_EQ(asked("0.01", "2026-11-16"), "over-cap");
    area.answer(run_cancel, {{"run", made["run"]}});
    EXPECT_EQ(asked("0.01", "2026-11-16"), "over-cap") << "what was cancelled counted no more";
}

TEST_F(EmergencyRules, EMG_01_WhatWasCancelledLeavesItsRoom) {
    const json made = area.answer(emergency_payment, fields("120"));
    EXPECT_EQ(asked("80.01", "2026-11-03"), "over-cap");
    area.answer(run_cancel, {{"run", made["run"]}});
    EXPECT_EQ(asked("80.01", "2026-11-03"), "accepted");
}

// Monday 2 November: five working days are over after Monday the 9th.
TEST_F(EmergencyRules, EMG_01_APlanThatNobodyLookedAtIsATaskOnce) {
    const json made = area.answer(emergency_payment, fields("100"));
    EXPECT_EQ(night("2026-11-10"), "") << "it is not approved";
    ASSERT_EQ(approved(made, tests::ben), "accepted");
    EXPECT_EQ(night("2026-11-09"), "");
    EXPECT_EQ(night("2026-11-10"), "1;");
    EXPECT_EQ(night("2026-11-11"), "1;");
    area.answer(
        task_done, {{"task", "1"}, {"decision", "the plan stays as it is"}}, {.day = "2026-11-11"});
    EXPECT_EQ(night("2026-11-12"), "");
    EXPECT_EQ(area.count("task WHERE kind = 'emergency-plan'"), 1);
}

TEST_F(EmergencyRules, EMG_01_APlanThatWasChangedSinceIsNoTask) {
    const json made = area.answer(emergency_payment, fields("100"));
    ASSERT_EQ(approved(made, tests::ben), "accepted");
    EXPECT_EQ(night("2026-11-10"), "1;");
    area.write([&](ledger::Work& work) {
        auto line = *ledger::plan_line_numbered(work.database(), person.line, on("2026-11-10"));
        line.from_on = on("2026-11-11");
        ledger::insert_plan_line(work, line);
    });
    EXPECT_EQ(night("2026-11-11"), "");
    EXPECT_EQ(night("2026-11-12"), "");
}

TEST_F(EmergencyRules, EMG_01_ThePolicySetsTheDays) {
    policy("[emergency]\nplan-update-working-days = 8\n");
    const json made = area.answer(emergency_payment, fields("100"));
    ASSERT_EQ(approved(made, tests::ben), "accepted");
    EXPECT_EQ(night("2026-11-12"), "");
    EXPECT_EQ(night("2026-11-13"), "1;");
}

// Approved on 2 November: 92 days later is 2 February.
TEST_F(EmergencyRules, EMG_01_OneOfLongAgoIsNotAskedAboutAnyMore) {
    const json made = area.answer(emergency_payment, fields("100"));
    ASSERT_EQ(approved(made, tests::ben), "accepted");
    EXPECT_EQ(night("2027-02-03"), "");
    EXPECT_EQ(night("2027-02-02"), "1;");
}

TEST_F(EmergencyRules, EMG_01_ATaskOfLongAgoEndsOnceThePlanWasChanged) {
    const json made = area.answer(emergency_payment, fields("100"));
    ASSERT_EQ(approved(made, tests::ben), "accepted");
    EXPECT_EQ(night("2027-02-02"), "1;");
    EXPECT_EQ(night("2027-02-10"), "1;");
    area.write([&](ledger::Work& work) {
        auto line = *ledger::plan_line_numbered(work.database(), person.line, on("2027-02-10"));
        line.from_on = on("2027-02-11");
        ledger::insert_plan_line(work, line);
    });
    EXPECT_EQ(night("2027-02-11"), "");
}

TEST_F(EmergencyRules, EMG_01_WhoApprovedIsJudgedByTheLimitOfThatDay) {
    user("ann", pounds(50));
    user("ben", {});
    const json made = area.answer(emergency_payment, fields("100"));
    ASSERT_EQ(approved(made, tests::ben), "accepted");
    area.write([&](ledger::Work& work) {
        auto now = *ledger::actor_by_ref(work.database(), "ben", on("2026-11-02"));
        now.from_on = on("2026-11-05");
        now.approve_limit = pounds(50);
        ledger::insert_actor(work, now);
    });
    const auto emergencies = emergencies_made(area.area().database(), on("2026-11-10"));
    ASSERT_EQ(emergencies.size(), 1U);
    EXPECT_EQ(emergencies.front().approved_on, on("2026-11-02"));
    const rules::Facts facts =
        facts_of_made(area.area().database(), emergencies.front(), on("2026-11-10"));
    EXPECT_EQ(facts.account.approver_is_manager.value, true);
}

}  // namespace
}  // namespace almoner::scheduler

// CLK-01: from the request to the first payment the clock runs, with the area's own timescale (28
// days unless the policy says otherwise, constructed).
#include "ledger/records/evaluation.h"
#include "ledger/records/states.h"
#include "scheduler/clock/first_payment_clock.h"
#include "scheduler/commands/budget_asked.h"
#include "scheduler/jobs/job.h"
#include "tests/support/run_area.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using tests::on;
using tests::RunArea;
using tests::TestPerson;

class FirstPayment : public ::testing::Test {
  protected:
    std::string asked_on(const std::string& day, const std::string& today = "2026-10-10") {
        return area.refusal(budget_asked, {{"budget", "BP1"}, {"on", day}}, {.day = today});
    }
    FirstPaymentClock clock(std::string_view today) {
        return first_payment_clock_of(area.area().database(), person.budget, on(today)).value();
    }
    // "late BP1": the commands that the job gives on the day; each is run.
    std::string job(const std::string& today) {
        std::string all;
        const Job* const found = find_job("first-payments");
        EXPECT_NE(found, nullptr);
        for (const JobCommand& each : found->find(area.area().database(), on(today)).commands) {
            all += each.name + " " + each.fields.at("budget") + ";";
            (void)area.answer(budget_late, each.fields, {.day = today});
        }
        return all;
    }
    std::string tasks() {
        const auto rows = area.area().database().prepare(
            "SELECT kind, subject, state FROM task WHERE kind = 'first-payment-late' ORDER BY id");
        std::string all;
        while (rows->step()) {
            const bool is_open = rows->integer(2) == static_cast<int>(ledger::TaskState::open);
            all += std::string(rows->text(1)) + (is_open ? " open;" : " done;");
        }
        return all;
    }
    void first_payment_settles_on(std::string_view day) {
        (void)area.propose("2026-11-02");
        area.area().database().run_script(
            ("UPDATE payment SET state = " +
             std::to_string(static_cast<int>(ledger::PaymentState::settled)) +
             ", redated_on = " + std::to_string(on(day).days()))
                .c_str());
    }

    RunArea area;
    TestPerson person = area.add();
};

TEST_F(FirstPayment, CLK_01_TheClockRunsFromTheRequestForAsLongAsThePolicySays) {
    EXPECT_EQ(asked_on("2026-10-05"), "accepted");
    EXPECT_EQ(clock("2026-10-10").asked_for_on, on("2026-10-05"));
    EXPECT_EQ(clock("2026-10-10").due_by, on("2026-11-02"));
    EXPECT_FALSE(clock("2026-11-01").is_late);
    EXPECT_FALSE(clock("2026-11-02").is_late);
    EXPECT_TRUE(clock("2026-11-03").is_late);
    EXPECT_EQ(first_payment_clocks(area.area().database(), on("2026-11-03")).size(), 1U);
}

TEST_F(FirstPayment, CLK_01_OneThatIsLateIsATaskOnceUntilItIsPaid) {
    EXPECT_EQ(asked_on("2026-10-05"), "accepted");
    EXPECT_EQ(job("2026-11-02"), "");
    EXPECT_EQ(job("2026-11-03"), "budget late BP1;");
    EXPECT_EQ(tasks(), "budget:BP1 open;");
    EXPECT_EQ(job("2026-11-04"), "");  // it is told once
    const auto kept =
        ledger::evaluations_of(area.area().database(), {ledger::CaseKind::budget, person.budget});
    ASSERT_EQ(kept.size(), 1U);
    EXPECT_EQ(kept[0].effect, "warn");
    EXPECT_NE(kept[0].details.find("CLK-01"), std::string::npos);
    first_payment_settles_on("2026-11-05");
    EXPECT_EQ(clock("2026-11-06").paid_on, on("2026-11-05"));
    EXPECT_FALSE(clock("2026-11-06").is_late);
    EXPECT_EQ(job("2026-11-06"), "budget late BP1;");
    EXPECT_EQ(tasks(), "budget:BP1 done;");
    EXPECT_EQ(job("2026-11-07"), "");
}

// Sent is not paid.
TEST_F(FirstPayment, APaymentThatNoBankConfirmedIsNone) {
    EXPECT_EQ(asked_on("2026-10-05"), "accepted");
    (void)area.propose("2026-11-02");
    area.area().database().run_script(("UPDATE payment SET state = " +
                                       std::to_string(static_cast<int>(ledger::PaymentState::sent)))
                                          .c_str());
    EXPECT_TRUE(clock("2026-11-03").is_late);
}

TEST_F(FirstPayment, ARequestThatCannotBeIsRefused) {
    EXPECT_EQ(area.refusal(budget_asked, {{"budget", "BP9"}, {"on", "2026-10-05"}}),
              "budget-unknown");
    EXPECT_EQ(asked_on("2026-10-11"), "day-in-the-future");
    EXPECT_EQ(asked_on("2026-10-10"), "accepted");
    EXPECT_EQ(asked_on("2026-10-10"), "nothing-to-change");
    EXPECT_EQ(asked_on("2026-10-09"), "accepted");  // it came a day before
    EXPECT_EQ(clock("2026-10-10").asked_for_on, on("2026-10-09"));
    first_payment_settles_on("2026-11-02");
    EXPECT_EQ(asked_on("2026-11-03", "2026-11-04"), "paid-before");
    EXPECT_EQ(asked_on("2026-11-02", "2026-11-04"), "accepted");
    EXPECT_EQ(area.refusal(budget_late, {{"budget", "BP2"}}), "budget-unknown");
    area.add();
    EXPECT_EQ(area.refusal(budget_late, {{"budget", "BP2"}}), "not-asked-for");
}

}  // namespace
}  // namespace almoner::scheduler

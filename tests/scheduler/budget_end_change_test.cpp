#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "scheduler/commands/run_commands.h"
#include "tests/support/bank_answers.h"
#include "tests/support/run_area.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using ledger::Budget;
using ledger::PaymentKind;
using nlohmann::json;
using tests::on;
using tests::pounds;
using tests::RunArea;
using tests::TestPerson;

void change_budget(RunArea& area,
                   const TestPerson& person,
                   const std::function<void(Budget&)>& change) {
    area.write([&](ledger::Work& work) {
        auto budget =
            *ledger::budget_numbered(work.database(), person.budget, ledger::last_day_of_all);
        change(budget);
        ledger::insert_budget(work, budget);
    });
}

void end_budget(RunArea& area, const TestPerson& person, const std::string& day) {
    change_budget(area, person, [&](Budget& budget) { budget.end_on = on(day); });
}

void send_out(RunArea& area, const json& run) {
    area.approve(run);
    area.answer(run_send, {{"run", run["run"]}});
}

// £100 a week from 2 November 2026: £400 until the 29th, £200 until the 15th.
TEST(BudgetEndsSooner, WhatWasApprovedIsHeldAndWorkedOutAfresh) {
    RunArea area;
    const TestPerson person = area.add();
    area.add();
    const json run = area.propose("2026-11-02")[0];
    area.approve(run);
    end_budget(area, person, "2026-11-15");
    EXPECT_EQ(area.refusal(run_send, {{"run", run["run"]}}), "payments-to-hold");
    area.answer(run_send, {{"run", run["run"]}, {"confirm", "1:40000"}});
    EXPECT_EQ(area.count("finding WHERE payment = 1 AND code = 'amount-changed'"), 1);
    const json again = area.propose("2026-11-02")[0];
    EXPECT_EQ(again["total"], 20'000);
    EXPECT_EQ(area.payments().back().period.last, on("2026-11-15"));
    EXPECT_EQ(area.count("task"), 0);
    tests::expect_sound(area);
}

TEST(BudgetEndsSooner, WhatWasOnlyProposedIsHeldAsWell) {
    RunArea area;
    const TestPerson person = area.add();
    area.add();
    const json run = area.propose("2026-11-02")[0];
    end_budget(area, person, "2026-11-15");
    EXPECT_TRUE(area.propose("2026-11-02").empty());
    area.answer(run_approve, {{"run", run["run"]}, {"confirm", "1:40000"}}, {.actor = tests::ben});
    EXPECT_EQ(area.propose("2026-11-02")[0]["total"], 20'000);
}

TEST(BudgetEndsSooner, WhatWasSentForLaterDaysIsATask) {
    RunArea area;
    const TestPerson person = area.add();
    send_out(area, area.propose("2026-11-02")[0]);
    end_budget(area, person, "2026-11-15");
    EXPECT_TRUE(area.propose("2026-11-02").empty());
    EXPECT_EQ(area.count("task"), 1);
    EXPECT_EQ(area.count("task WHERE kind = 'overpaid' AND subject = 'AP1 2026-11-02 £200.00'"), 1);
}

TEST(BudgetEndsSooner, AWholePeriodAfterItThatWasSentIsATask) {
    RunArea area;
    const TestPerson person = area.add();
    send_out(area, area.propose("2026-11-30")[0]);
    end_budget(area, person, "2026-11-29");
    EXPECT_TRUE(area.propose("2026-11-30").empty());
    EXPECT_EQ(area.count("task"), 1);
    EXPECT_EQ(area.count("task WHERE kind = 'overpaid' AND subject = 'AP1 2026-11-30 £400.00'"), 1);
}

TEST(BudgetEndsLater, WhatWasNotPaidIsPaidAsArrears) {
    RunArea area;
    tests::PersonTerms terms;
    terms.budget_ends_on = on("2026-11-15");
    const TestPerson person = area.add(terms);
    const json run = area.propose("2026-11-02")[0];
    EXPECT_EQ(run["total"], 20'000);
    send_out(area, run);
    change_budget(area, person, [](Budget& budget) { budget.end_on.reset(); });
    const json arrears = area.propose("2026-11-02")[0];
    EXPECT_EQ(arrears["total"], 20'000);
    EXPECT_EQ(area.payments().back().kind, PaymentKind::arrears);
    EXPECT_EQ(area.count("task"), 0);
    EXPECT_TRUE(area.propose("2026-11-02").empty());
}

TEST(BudgetEndsLater, WhatWasNotSentYetIsWorkedOutAfresh) {
    RunArea area;
    tests::PersonTerms terms;
    terms.budget_ends_on = on("2026-11-15");
    const TestPerson person = area.add(terms);
    area.add();
    const json run = area.propose("2026-11-02")[0];
    change_budget(area, person, [](Budget& budget) { budget.end_on.reset(); });
    area.answer(run_approve, {{"run", run["run"]}, {"confirm", "1:40000"}}, {.actor = tests::ben});
    EXPECT_EQ(area.propose("2026-11-02")[0]["total"], 40'000);
}

TEST(BudgetChanged, ItsContingencyHoldsNothing) {
    RunArea area;
    const TestPerson person = area.add();
    const json run = area.propose("2026-11-02")[0];
    change_budget(area, person, [](Budget& budget) { budget.contingency = pounds(200); });
    EXPECT_EQ(area.approve(run)["held"], 0);
}

}  // namespace
}  // namespace almoner::scheduler

#include "ledger/records/actor.h"
#include "ledger/records/evidence.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/record_table.h"
#include "ledger/views/balance.h"
#include "scheduler/commands/payee.h"
#include "scheduler/commands/person.h"
#include "scheduler/commands/person_stop.h"
#include "scheduler/commands/plan.h"
#include "scheduler/commands/plan_hold.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/run_commands.h"
#include "tests/support/run_area.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using ledger::PaymentKind;
using ledger::PaymentState;
using nlohmann::json;
using tests::ben;
using tests::carol;
using tests::pounds;
using tests::RunArea;

// £100 a week, paid every four weeks in advance from 2 November 2026.
class DailyLife : public testing::Test {
  protected:
    void confirm(const json& proposed, const std::string& day) {
        area.answer(
            proposal_confirm,
            {{"proposal", proposed.at("proposal").dump()}, {"confirm", proposed.at("confirm")}},
            {.actor = ben, .day = day});
    }
    std::string evidence(std::int64_t person) {
        std::int64_t id = 0;
        area.write([&](ledger::Work& work) {
            id = ledger::insert_evidence(work,
                                         {.kind = "letter",
                                          .person = person,
                                          .subject = "this",
                                          .dated_on = work.today(),
                                          .given_by = 1,
                                          .media_type = "text/plain"},
                                         "a letter");
        });
        return std::to_string(id);
    }
    void send(const json& run) {
        area.approve(run);
        area.answer(run_send, {{"run", run["run"]}});
    }
    std::string open_tasks() {
        const auto statement =
            area.area().database().prepare("SELECT kind FROM task WHERE state = 1 ORDER BY id");
        std::string all;
        while (statement->step()) all += std::string(statement->text(0)) + ";";
        return all;
    }

    RunArea area;
};

TEST_F(DailyLife, WhatAMistakenDeathHeldBackIsDueAgainOnce) {
    const auto person = area.add();
    area.answer(person_died, {{"person", "P1"}, {"on", "2026-10-30"}}, {.day = "2026-11-02"});
    EXPECT_EQ(area.propose("2026-11-02").at(0).at("held"), 1);
    ASSERT_EQ(area.payments().size(), 1U);
    EXPECT_EQ(area.payments()[0].state, PaymentState::held);
    EXPECT_TRUE(area.propose("2026-11-02").empty());

    confirm(area.answer(person_alive, {{"person", "P1"}, {"evidence", evidence(person.person)}}),
            "2026-11-03");
    const json runs = area.propose("2026-11-03", "2026-11-03");
    ASSERT_EQ(runs.size(), 1U);
    EXPECT_EQ(runs[0]["held"], 0);
    EXPECT_EQ(area.payments().back().net, pounds(400));
    EXPECT_TRUE(area.propose("2026-11-03", "2026-11-03").empty());
    EXPECT_EQ(open_tasks(), "person-alive;");
}

TEST_F(DailyLife, ALineOnHoldIsLeftOutAndMadeGoodOnce) {
    area.add();
    area.answer(plan_hold, {{"plan_line", "LP1"}, {"reason", "account"}, {"from", "2026-11-16"}});
    send(area.propose("2026-11-02").at(0));
    EXPECT_EQ(area.payments().at(0).net, pounds(200));  // two of the four weeks

    confirm(area.answer(plan_resume, {{"plan_line", "LP1"}}, {.day = "2026-11-17"}), "2026-11-17");
    ASSERT_EQ(area.propose("2026-11-17", "2026-11-17").size(), 1U);
    ASSERT_EQ(area.payments().size(), 2U);
    EXPECT_EQ(area.payments()[1].kind, PaymentKind::arrears);
    EXPECT_EQ(area.payments()[1].net, pounds(200));
    EXPECT_TRUE(area.propose("2026-11-17", "2026-11-17").empty());
}

TEST_F(DailyLife, WhatWasPaidAheadOfAHoldIsACaseForAPerson) {
    area.add();
    send(area.propose("2026-11-02").at(0));
    area.answer(plan_hold, {{"plan_line", "LP1"}, {"reason", "account"}, {"from", "2026-11-16"}});
    EXPECT_TRUE(area.propose("2026-11-16", "2026-11-16").empty());
    EXPECT_EQ(open_tasks(), "plan-line-held;overpaid;");
}

TEST_F(DailyLife, AnErrorIsMendedOnlyBeforeAnythingWasPaid) {
    const std::int64_t person = area.add().person;
    area.write([](ledger::Work& work) {
        ledger::insert_actor(work, {.ref = "anna", .from_on = work.today()});
    });
    const std::map<std::string, std::string> lower{{"plan_line", "LP1"},
                                                   {"amount", "90"},
                                                   {"from", "2026-11-30"},
                                                   {"ground", "error"},
                                                   {"ground_evidence", evidence(person)}};
    const json proposed = area.answer(plan_change, lower);
    const json run = area.propose("2026-11-02").at(0);
    area.approve(run);
    EXPECT_EQ(area.refusal(plan_change, lower), "ground-not-so");
    EXPECT_EQ(area.refusal(proposal_confirm,
                           {{"proposal", proposed.at("proposal").dump()},
                            {"confirm", proposed.at("confirm")}},
                           {.actor = ben}),
              "ground-not-so");
}

TEST_F(DailyLife, AOneOffSumIsPaidOnceAndSoNeverHeldFromADayOn) {
    tests::PersonTerms terms;
    terms.line.frequency = ledger::PlanFrequency::one_off;
    area.add(terms);
    EXPECT_EQ(area.refusal(plan_hold, {{"plan_line", "LP1"}, {"reason", "account"}}),
              "one-off-line");
}

TEST_F(DailyLife, NotionalMoneyThatIsProposedToAProviderIsSpokenFor) {
    tests::PersonTerms terms;
    terms.line.option = ledger::Option::notional;
    terms.agreement.option = ledger::Option::notional;
    terms.agreement.payee = "provider:ELM";
    terms.agreement.timing = ledger::Timing::arrears;
    area.add(terms);
    const auto view = [&] {
        return ledger::balance_of(ledger::everything(1, "test"),
                                  area.area().database(),
                                  "P1",
                                  ledger::now_on(tests::on("2026-12-01")),
                                  {})
            .value();
    };
    const auto runs = area.propose("2026-11-30", "2026-11-25");
    ASSERT_EQ(area.payments().at(0).net, pounds(400));
    EXPECT_EQ(view().options.at(0).promised, pounds(400));
    EXPECT_EQ(view().sentence,
              "As of 1 December 2026, the NHS still has £400 for you, £400 of it is promised and "
              "£0 is free to spend.");
    area.answer(run_approve,
                {{"run", runs.at(0).at("run")}, {"confirm", runs.at(0).at("confirm")}},
                {.actor = ben, .day = "2026-11-25"});
    EXPECT_EQ(view().options.at(0).promised, pounds(400));
    EXPECT_EQ(view().free_to_spend, pounds(0));
}

TEST_F(DailyLife, ConfirmedBankDetailsSettleTheTaskOfTheReturn) {
    const auto person = area.add();
    const auto other = area.add();
    area.approve(area.propose("2026-11-02").at(0));
    area.write([&](ledger::Work& work) {
        for (const auto& payment : area.payments()) {
            work.records().insert(ledger::task_table,
                                  "payment-returned",
                                  ledger::payment_ref(payment.id),
                                  work.today(),
                                  "finance",
                                  "A payment came back",
                                  std::nullopt);
        }
        auto account = ledger::payee_account_numbered(
            work.database(), person.payee_account, tests::on("2026-11-22"));
        account->status = ledger::PayeeStatus::blocked;
        ledger::insert_payee_account(work, *account);
    });
    ASSERT_NE(person.payee_account, other.payee_account);
    const json confirmed = area.answer(payee_confirm,
                                       {{"payee", "P1"}, {"evidence", evidence(person.person)}},
                                       {.actor = carol, .day = "2026-11-22"});
    EXPECT_EQ(confirmed["tasks_done"], 1);
    EXPECT_EQ(open_tasks(), "payment-returned;");
}

}  // namespace
}  // namespace almoner::scheduler

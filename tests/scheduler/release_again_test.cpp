#include "ledger/posting/account.h"
#include "ledger/records/budget.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/payment_states.h"
#include "ledger/records/person.h"
#include "ledger/records/representative.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/commands/run_show.h"
#include "tests/support/bank_answers.h"
#include "tests/support/run_area.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using ledger::Agreement;
using ledger::PaymentState;
using nlohmann::json;
using tests::on;
using tests::PersonTerms;
using tests::pounds;
using tests::RunArea;
using tests::TestPerson;

// Two people with a payment of £400 each, proposed; then something happens to the first.
class ReleaseAgain : public ::testing::Test {
  protected:
    ReleaseAgain() : run_(area_.propose("2026-11-02")[0]) {}

    void change_agreement(const std::function<void(Agreement&)>& change) {
        area_.write([&](ledger::Work& work) {
            auto agreement =
                *ledger::agreement_numbered(work.database(), first_.agreement, on("2026-11-02"));
            change(agreement);
            ledger::insert_agreement(work, agreement);
        });
    }
    void first_dies() {
        area_.write([&](ledger::Work& work) {
            auto person =
                *ledger::person_numbered(work.database(), first_.person, on("2026-11-02"));
            person.died_on = on("2026-11-01");
            ledger::insert_person(work, person);
        });
    }

    ledger::Outcome<json> approve(const std::string& confirm) {
        return area_.ask(
            run_approve, {{"run", run_["run"]}, {"confirm", confirm}}, {.actor = tests::ben});
    }
    ledger::Outcome<json> send(const std::string& confirm) {
        return area_.ask(run_send, {{"run", run_["run"]}, {"confirm", confirm}});
    }
    // The finding that stops the first person's payment when the run is approved.
    std::string stopped_because() {
        const auto whole = approve("2:80000");
        EXPECT_EQ(whole.refusal().code, "payments-to-hold");
        EXPECT_NE(whole.refusal().words.find(ledger::payment_ref(1) + " of AP1: "),
                  std::string::npos)
            << whole.refusal().words;
        EXPECT_NE(whole.refusal().next.find("1:40000"), std::string::npos);
        EXPECT_EQ(approve("1:40000").value()["held"], 1);
        EXPECT_EQ(area_.payments().at(0).state, PaymentState::held);
        EXPECT_EQ(area_.payments().at(1).state, PaymentState::approved);
        const json shown =
            json::parse(run_show(area_.area().database(), run_["run"], on("2026-11-02")).value());
        return shown["payments"][0]["findings"][0]["code"];
    }

    RunArea area_;
    TestPerson first_ = area_.add();
    TestPerson second_ = area_.add();
    json run_;
};

TEST_F(ReleaseAgain, WhenNothingHappenedTheWholeRunGoesOut) {
    EXPECT_EQ(approve("2:80000").value()["held"], 0);
    EXPECT_TRUE(send("").accepted());
}

TEST_F(ReleaseAgain, ADeathAfterTheProposalStopsThatPaymentAlone) {
    first_dies();
    EXPECT_EQ(stopped_because(), "person-died");
}

TEST_F(ReleaseAgain, AnAgreementOnHoldStopsThatPaymentAlone) {
    change_agreement(
        [](Agreement& agreement) { agreement.status = ledger::AgreementStatus::held; });
    EXPECT_EQ(stopped_because(), "agreement-held");
}

TEST_F(ReleaseAgain, AHoldFromTheDayAfterThePaymentStopsNothing) {
    change_agreement([](Agreement& agreement) {
        agreement.from_on = on("2026-11-05");  // in the account on 4 November
        agreement.status = ledger::AgreementStatus::held;
    });
    EXPECT_TRUE(approve("2:80000").accepted());
}

TEST_F(ReleaseAgain, AnEndWithinThePeriodStopsIt) {
    change_agreement([](Agreement& agreement) { agreement.end_on = on("2026-11-28"); });
    EXPECT_EQ(stopped_because(), "agreement-ends-sooner");
    // Due until the last day: 27 of the 28 days.
    EXPECT_EQ(area_.propose("2026-11-02")[0]["total"], 38'571);
}

TEST_F(ReleaseAgain, AnEndOnThePeriodsLastDayStopsNothing) {
    change_agreement([](Agreement& agreement) { agreement.end_on = on("2026-11-29"); });
    EXPECT_TRUE(approve("2:80000").accepted());
}

TEST_F(ReleaseAgain, AnotherPayeeIsPaidByTheNextRun) {
    change_agreement(
        [&](Agreement& agreement) { agreement.payee_account = second_.payee_account; });
    EXPECT_EQ(stopped_because(), "payee-replaced");
}

TEST_F(ReleaseAgain, ABlockedPayeeStopsThatPaymentAlone) {
    area_.write([&](ledger::Work& work) {
        auto account = *ledger::payee_account_numbered(
            work.database(), first_.payee_account, on("2026-11-02"));
        account.status = ledger::PayeeStatus::blocked;
        ledger::insert_payee_account(work, account);
    });
    EXPECT_EQ(stopped_because(), "account-blocked");
}

TEST_F(ReleaseAgain, BetweenApprovalAndSendingThePromiseIsLetGo) {
    ASSERT_TRUE(approve("2:80000").accepted());
    first_dies();
    EXPECT_EQ(send("").refusal().code, "payments-to-hold");
    EXPECT_EQ(send("2:80000").refusal().code, "payments-to-hold");
    const json sent = send("1:400.00").value();
    ASSERT_EQ(sent["files"].size(), 1U);
    EXPECT_EQ(sent["files"][0]["items"], 1);
    EXPECT_EQ(sent["files"][0]["total"], 40'000);
    EXPECT_EQ(area_.payments().at(0).state, PaymentState::held);
    EXPECT_EQ(area_.payments().at(1).state, PaymentState::in_file);
    const ledger::AccountKey undrawn{.name = ledger::AccountName::undrawn,
                                     .stream = ledger::Stream::nhs,
                                     .option = ledger::Option::direct_payment,
                                     .body = static_cast<std::int32_t>(area_.commissioner),
                                     .budget = static_cast<std::int32_t>(first_.budget)};
    EXPECT_EQ(area_.balance(undrawn).promised, pounds(0));
    tests::expect_sound(area_);
}

TEST_F(ReleaseAgain, ARunOfWhichNothingIsLeftIsCancelled) {
    change_agreement(
        [](Agreement& agreement) { agreement.status = ledger::AgreementStatus::held; });
    area_.write([&](ledger::Work& work) {
        auto person = *ledger::person_numbered(work.database(), second_.person, on("2026-11-02"));
        person.died_on = on("2026-11-01");
        ledger::insert_person(work, person);
    });
    EXPECT_EQ(approve("0:0").refusal().code, "nothing-to-approve");
}

TEST_F(ReleaseAgain, ABudgetThatNowEndsSoonerStopsThatPaymentAlone) {
    area_.write([&](ledger::Work& work) {
        auto budget = *ledger::budget_numbered(work.database(), first_.budget, on("2026-11-02"));
        budget.end_on = on("2026-11-01");
        ledger::insert_budget(work, budget);
    });
    EXPECT_EQ(stopped_because(), "budget-ended");
}

TEST_F(ReleaseAgain, ALowerLimitOfThePayingAccountStopsAll) {
    area_.write([&](ledger::Work& work) {
        auto account =
            *ledger::bank_account_numbered(work.database(), area_.bank_account, on("2026-11-02"));
        account.item_limit = pounds(399);
        ledger::insert_bank_account(work, account);
    });
    EXPECT_EQ(approve("0:0").refusal().code, "nothing-to-approve");
}

TEST_F(ReleaseAgain, ARepresentativeWhoNoLongerActsStopsWhatTheyArePaid) {
    RunArea area;
    PersonTerms terms;
    terms.agreement.payee = "representative";
    const TestPerson person = area.add(terms);
    ledger::Representative acting{.from_on = on("2020-01-01"),
                                  .person = person.person,
                                  .name_private = 1,
                                  .start_on = on("2020-01-01")};
    area.write(
        [&](ledger::Work& work) { acting.number = ledger::insert_representative(work, acting); });
    const json run = area.propose("2026-11-02")[0];
    area.write([&](ledger::Work& work) {
        acting.end_on = on("2026-11-03");  // in the account on 4 November
        ledger::insert_representative(work, acting);
    });
    const auto approved = area.ask(
        run_approve, {{"run", run["run"]}, {"confirm", run["confirm"]}}, {.actor = tests::ben});
    EXPECT_EQ(approved.refusal().code, "nothing-to-approve");
}

// Written before the proposal, but counting only after its day.
TEST_F(ReleaseAgain, WhatBeginsToCountBetweenProposalAndApprovalStopsThePayment) {
    const auto approved_on = [](const std::string& day, bool by_agreement) {
        RunArea area;
        const TestPerson person = area.add();
        area.write([&](ledger::Work& work) {
            if (by_agreement) {
                auto agreement =
                    *ledger::agreement_numbered(work.database(), person.agreement, on(day));
                agreement.from_on = on("2026-11-05");
                agreement.status = ledger::AgreementStatus::held;
                ledger::insert_agreement(work, agreement);
            } else {
                auto account =
                    *ledger::payee_account_numbered(work.database(), person.payee_account, on(day));
                account.from_on = on("2026-11-05");
                account.status = ledger::PayeeStatus::blocked;
                ledger::insert_payee_account(work, account);
            }
        });
        const json run = area.propose("2026-11-02")[0];
        return area.ask(run_approve,
                        {{"run", run["run"]}, {"confirm", run["confirm"]}},
                        {.actor = tests::ben, .day = day});
    };
    for (const bool by_agreement : {true, false}) {
        EXPECT_TRUE(approved_on("2026-11-04", by_agreement).accepted());
        EXPECT_EQ(approved_on("2026-11-05", by_agreement).refusal().code, "nothing-to-approve");
    }
}

}  // namespace
}  // namespace almoner::scheduler

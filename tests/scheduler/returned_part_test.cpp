// A part of a payment comes back: whose money it was, and that it is due again.
#include "ledger/records/payment_ref.h"
#include "ledger/records/payment_states.h"
#include "scheduler/commands/emergency.h"
#include "scheduler/commands/run_commands.h"
#include "tests/support/bank_answers.h"
#include "tests/support/two_streams.h"

#include <gtest/gtest.h>

#include <string>

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Money;
using ledger::Option;
using ledger::Stream;
using nlohmann::json;
using tests::bank_line;
using tests::on;
using tests::pounds;
using tests::read_statement;
using tests::RunArea;

// £200 of NHS money and £100 of social care in one payment.
class PaidByTwo : public ::testing::Test {
  protected:
    PaidByTwo() {
        person = tests::add_paid_by_two(area);
        tests::send_all(area, outbox_.path());
        ref = ledger::payment_ref(1);
        (void)read_statement(area, bank_line("300.00", "DBIT", ref), "700.00");
    }

    void comes_back(const std::string& amount, std::string_view closing, std::string_view words) {
        (void)read_statement(
            area, bank_line(amount, "CRDT", ref + " " + std::string(words)), closing);
        tests::expect_sound(area);
    }
    Money undrawn(Stream stream, std::int64_t body) {
        return area
            .balance({.name = AccountName::undrawn,
                      .stream = stream,
                      .option = Option::direct_payment,
                      .body = static_cast<std::int32_t>(body),
                      .budget = static_cast<std::int32_t>(person.budget)})
            .posted;
    }

    RunArea area;
    tests::TestPerson person;
    std::string ref;
    tests::TempFolder outbox_;
};

TEST_F(PaidByTwo, ReturnsOfPenniesDoNotDriftBetweenTheTwo) {
    comes_back("0.01", "1000.01", "1");
    comes_back("0.01", "1000.01", "2");
    comes_back("299.98", "1299.98", "3");
    EXPECT_EQ(area.payments().at(0).state, ledger::PaymentState::returned);
    EXPECT_EQ(undrawn(Stream::nhs, area.commissioner), pounds(200));
    EXPECT_EQ(undrawn(Stream::social_care, area.partner), pounds(100));
    EXPECT_EQ(area.count("excuse"), 0);
}

// Proposes on the day after the statement, with the payee's details confirmed again.
json propose_again(RunArea& area,
                   const tests::TestPerson& person,
                   const std::string& until = "2026-11-02") {
    area.write([&](ledger::Work& work) {
        auto account = *ledger::payee_account_numbered(
            work.database(), person.payee_account, on("2026-11-20"));
        account.status = ledger::PayeeStatus::confirmed;
        account.from_on = on("2026-11-20");
        ledger::insert_payee_account(work, account);
    });
    return area.propose(until, "2026-11-20");
}

TEST_F(PaidByTwo, APartThatComesBackIsDueAgainByWhoseMoneyItWas) {
    comes_back("30.00", "1030.00", "1");
    EXPECT_EQ(area.payments().at(0).state, ledger::PaymentState::settled);
    const json run = propose_again(area, person)[0];
    EXPECT_EQ(run["confirm"], "1:3000");
    const auto part = area.payments().at(1);
    EXPECT_EQ(part.kind, ledger::PaymentKind::returned_part);
    EXPECT_EQ(part.reissues, 1);
    const auto parts = ledger::parts_of(area.area().database(), part.id);
    ASSERT_EQ(parts.size(), 2U);
    EXPECT_EQ(parts[0].net, pounds(20));
    EXPECT_EQ(parts[1].net, pounds(10));
    area.approve(run);
    tests::expect_sound(area);
    EXPECT_EQ(undrawn(Stream::nhs, area.commissioner), pounds(20));
    EXPECT_TRUE(area.propose("2026-11-02", "2026-11-20").empty()) << "once";
}

TEST_F(PaidByTwo, APartThatIsHeldIsTakenUpOnceItsPayeeIsConfirmed) {
    comes_back("30.00", "1030.00", "1");
    EXPECT_EQ(area.propose("2026-11-02", "2026-11-20")[0]["held"], 1);
    EXPECT_TRUE(area.propose("2026-11-02", "2026-11-20").empty());
    EXPECT_EQ(propose_again(area, person)[0]["confirm"], "1:3000");
    EXPECT_EQ(area.payments().at(1).state, ledger::PaymentState::cancelled);
}

TEST_F(PaidByTwo, TheRestThatComesBackAfterAPartWasPaidAgainIsDueByItself) {
    comes_back("30.00", "1030.00", "1");
    const json run = propose_again(area, person)[0];
    area.approve(run);
    comes_back("270.00", "1270.00", "2");
    EXPECT_EQ(area.payments().at(0).state, ledger::PaymentState::returned);
    const json rest = propose_again(area, person)[0];
    EXPECT_EQ(rest["confirm"], "1:27000");
    area.approve(rest);
    EXPECT_EQ(undrawn(Stream::nhs, area.commissioner), pounds(200));
    EXPECT_TRUE(area.propose("2026-11-02", "2026-11-20").empty());
}

// £150 of the period from 30 November, paid early.
class PaidInAdvance : public ::testing::Test {
  protected:
    PaidInAdvance() : person(area.add()) {
        tests::send_all(area, outbox_.path());
        const json made = area.answer(emergency_payment,
                                      {{"agreement", "AP1"},
                                       {"amount", "150.00"},
                                       {"reason", "wages-due"},
                                       {"words", "the assistant has to be paid today"},
                                       {"basis", "advance"}},
                                      {.day = "2026-11-10"});
        area.approve(made);
        (void)area.answer(run_send, {{"run", made["run"]}});
        tests::finish_files(area, outbox_.path());
        (void)read_statement(area, bank_line("150.00", "DBIT", ledger::payment_ref(2)), "850.00");
    }
    void forty_come_back() {
        (void)read_statement(area, bank_line("40.00", "CRDT", ledger::payment_ref(2)), "1040.00");
        tests::expect_sound(area);
    }

    RunArea area;
    tests::TestPerson person;
    tests::TempFolder outbox_;
};

TEST_F(PaidInAdvance, WhatComesBackBeforeThePeriodIsPaidWithIt) {
    forty_come_back();
    const json run = propose_again(area, person, "2026-11-30")[0];
    EXPECT_EQ(run["confirm"], "1:29000");
    area.approve(run);
    EXPECT_TRUE(propose_again(area, person, "2026-11-30").empty());
}

TEST_F(PaidInAdvance, WhatComesBackOnceItIsNettedIsPaidAgain) {
    EXPECT_EQ(propose_again(area, person, "2026-11-30")[0]["confirm"], "1:25000");
    forty_come_back();
    EXPECT_EQ(propose_again(area, person, "2026-11-30")[0]["confirm"], "1:4000");
    EXPECT_TRUE(propose_again(area, person, "2026-11-30").empty());
}

}  // namespace
}  // namespace almoner::scheduler

// The whole story of one payment: every command that touched it, and nothing of any other.
#include "ledger/views/payment_audit.h"

#include "ledger/calendar/moment.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/payment_states.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/statement_explain.h"
#include "tests/support/bank_answers.h"
#include "tests/support/two_streams.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::Event;
using ledger::Money;
using ledger::PaymentAudit;
using ledger::PaymentState;
using ledger::Stream;
using ledger::TransferState;
using tests::bank_line;
using tests::pounds;
using tests::read_statement;
using tests::RunArea;

// Three people of one run. The first is paid £200 of NHS money and £100 of social care, on two plan
// lines; the second and the third £300 of NHS money each, for the same period.
class Audited : public ::testing::Test {
  protected:
    Audited() {
        (void)tests::add_paid_by_two(area);
        tests::PersonTerms other;
        other.line.amount = pounds(75);
        (void)area.add(other);
        (void)area.add(other);
        tests::send_all(area, outbox_.path());
        first = ledger::payment_ref(1);
        second = ledger::payment_ref(2);
        third = ledger::payment_ref(3);
    }

    // One person proposes an explanation, another confirms it.
    void confirm(const std::map<std::string, std::string>& explanation) {
        const auto proposal = area.answer(statement_explain, explanation, {.day = "2026-11-21"});
        (void)area.answer(proposal_confirm,
                          {{"proposal", std::to_string(proposal["proposal"].get<int>())},
                           {"confirm", proposal["confirm"]}},
                          {.actor = tests::ben, .day = "2026-11-21"});
    }

    PaymentAudit audit(const std::string& ref) {
        auto audit = ledger::audit_of(ledger::everything(1, "test"), area.area().database(), ref);
        EXPECT_TRUE(audit.accepted());
        return std::move(audit).value();
    }
    // How many transfers of each event, "+" before those that were only promised.
    static std::map<std::string, int> counted(const PaymentAudit& audit) {
        std::map<std::string, int> counts;
        for (const ledger::PaymentTransfer& each : audit.transfers.all) {
            const bool promised = each.state == TransferState::pending;
            ++counts[(promised ? "+" : "") + std::to_string(each.kind)];
        }
        return counts;
    }
    static std::string key(Event event) { return std::to_string(static_cast<int>(event)); }
    static std::vector<PaymentState> states(const PaymentAudit& audit) {
        std::vector<PaymentState> all;
        for (const ledger::AuditedState& each : audit.states) all.push_back(each.state);
        return all;
    }

    RunArea area;
    std::string first;
    std::string second;
    std::string third;
    tests::TempFolder outbox_;
};

TEST_F(Audited, APaymentThatSettledAndCameBackInPartIsToldFromItsProposalOn) {
    (void)read_statement(
        area, bank_line("300.00", "DBIT", first) + bank_line("300.00", "DBIT", second), "400.00");
    (void)read_statement(area, bank_line("150.00", "CRDT", first + " part"), "1150.00");
    const PaymentAudit told = audit(first);

    EXPECT_EQ(states(told),
              (std::vector{PaymentState::proposed,
                           PaymentState::approved,
                           PaymentState::in_file,
                           PaymentState::sent,
                           PaymentState::settled}));
    // By hand, of two parts: both set aside; promised and settled with two legs each; the bank's
    // side of each; of the return two legs and the bank's side of each.
    EXPECT_EQ(counted(told),
              (std::map<std::string, int>{{key(Event::period_set_aside), 2},
                                          {"+" + key(Event::payment_approved), 4},
                                          {key(Event::payment_approved), 4},
                                          {key(Event::payment_on_statement), 2},
                                          {key(Event::payment_returned), 4},
                                          {key(Event::return_on_statement), 2}}));
    EXPECT_TRUE(told.transfers.is_told_apart);
    ASSERT_EQ(told.lines.size(), 2U);
    EXPECT_EQ(told.lines[0].kind, "payment");
    EXPECT_EQ(told.lines[0].line_amount, -pounds(300));
    EXPECT_EQ(told.lines[1].kind, "return");
    EXPECT_EQ(told.lines[1].amount, pounds(150));
    EXPECT_EQ(told.lines[1].booked_on, tests::on("2026-11-20"));
    EXPECT_EQ(told.lines[0].file_sha256.size(), 64U);
    EXPECT_NE(told.lines[0].file_sha256, told.lines[1].file_sha256);

    ASSERT_EQ(told.files.size(), 1U);
    EXPECT_EQ(told.files[0].items, 3);
    EXPECT_EQ(told.files[0].total, pounds(900));
    EXPECT_EQ(told.files[0].sha256.size(), 64U);
    ASSERT_GE(told.decisions.size(), 1U);
    EXPECT_EQ(told.decisions[0].what, "run RUN-1");
    EXPECT_NE(told.decisions[0].proposed_by, told.decisions[0].confirmed_by);
    ASSERT_EQ(told.tasks.size(), 1U);
    EXPECT_EQ(told.tasks[0].kind, "payment-returned");
    EXPECT_FALSE(told.tasks[0].is_done);
}

TEST_F(Audited, EachCommandHasItsRowOfTheJournalAndItsHash) {
    (void)read_statement(area, bank_line("300.00", "DBIT", first), "700.00");
    const PaymentAudit told = audit(first);
    std::vector<std::string> commands;
    for (const ledger::AuditedCommand& each : told.commands) {
        commands.push_back(each.did);
        EXPECT_EQ(each.hash.size(), 64U) << each.seq;
    }
    EXPECT_EQ(commands.front(), "proposed");
    EXPECT_NE(commands.back().find("bank line matched: payment"), std::string::npos);
    for (const ledger::AuditedState& each : told.states) {
        EXPECT_NE(std::ranges::find(told.commands, each.seq, &ledger::AuditedCommand::seq),
                  told.commands.end())
            << each.seq;
    }
    for (const ledger::PaymentTransfer& each : told.transfers.all) {
        EXPECT_NE(std::ranges::find(told.commands, each.seq, &ledger::AuditedCommand::seq),
                  told.commands.end())
            << each.id;
    }
}

// The other's line was read by the same command, for the same sum and the same days.
TEST_F(Audited, NothingIsToldOfAPaymentBesideIt) {
    (void)read_statement(
        area, bank_line("300.00", "DBIT", first) + bank_line("300.00", "DBIT", second), "400.00");
    const PaymentAudit one = audit(first);
    const PaymentAudit other = audit(second);
    EXPECT_EQ(counted(other),
              (std::map<std::string, int>{{key(Event::period_set_aside), 1},
                                          {"+" + key(Event::payment_approved), 2},
                                          {key(Event::payment_approved), 2},
                                          {key(Event::payment_on_statement), 1}}));
    for (const ledger::PaymentTransfer& each : other.transfers.all) {
        EXPECT_EQ(std::ranges::find(one.transfers.all, each.id, &ledger::PaymentTransfer::id),
                  one.transfers.all.end())
            << each.id;
    }
    EXPECT_EQ(other.lines.size(), 1U);
    EXPECT_NE(one.budget, other.budget);
}

// The bank's report settles them first: the line's own transfers stand apart from theirs.
TEST_F(Audited, TheBanksSideIsToldByItsSumWhereNoOtherHasTheSame) {
    for (const std::string& ref : {first, second, third})
        (void)tests::read_status(area, ref, "ACSC");
    (void)read_statement(
        area, bank_line("300.00", "DBIT", first) + bank_line("300.00", "DBIT", second), "400.00");
    EXPECT_EQ(counted(audit(first))[key(Event::payment_on_statement)], 2);
    EXPECT_EQ(counted(audit(second))[key(Event::payment_on_statement)], 1);
    EXPECT_EQ(counted(audit(third))[key(Event::payment_on_statement)], 0) << "no line of its own";
}

TEST_F(Audited, TwinsOfOneCommandAreNotToldApartAtTheBank) {
    for (const std::string& ref : {second, third}) (void)tests::read_status(area, ref, "ACSC");
    (void)read_statement(
        area, bank_line("300.00", "DBIT", second) + bank_line("300.00", "DBIT", third), "400.00");
    for (const std::string& ref : {second, third}) {
        const PaymentAudit told = audit(ref);
        EXPECT_FALSE(told.transfers.is_told_apart) << ref;
        EXPECT_EQ(counted(told)[key(Event::payment_on_statement)], 0) << ref;
        EXPECT_EQ(told.lines.size(), 1U) << ref;
    }
}

// One that settled before stands right behind it in the command that reads both lines.
TEST_F(Audited, WhatFollowsIsAnotherPaymentsOnceItsOwnSumIsThere) {
    (void)tests::read_status(area, third, "ACSC");
    (void)read_statement(
        area, bank_line("300.00", "DBIT", second) + bank_line("300.00", "DBIT", third), "400.00");
    const PaymentAudit told = audit(second);
    EXPECT_TRUE(told.transfers.is_told_apart);
    EXPECT_EQ(counted(told)[key(Event::payment_on_statement)], 1);
}

// A line that nobody knew was explained as this payment, wrongly; then its own line came.
TEST_F(Audited, WhatWasExplainedWronglyIsToldWithItsReversal) {
    (void)read_statement(area, bank_line("300.00", "DBIT", "WHO"), "700.00");
    confirm({{"item", "1"}, {"to", "payment"}, {"payment", second}});
    confirm({{"item", "1"}, {"undo", "yes"}});
    (void)read_statement(area, bank_line("300.00", "DBIT", second), "700.00");
    const PaymentAudit told = audit(second);
    EXPECT_EQ(states(told).back(), PaymentState::settled);
    // By hand: two legs settled, mirrored when that was undone, promised again and settled once
    // more; the bank's side posted, mirrored and posted again.
    EXPECT_EQ(counted(told),
              (std::map<std::string, int>{{key(Event::period_set_aside), 1},
                                          {"+" + key(Event::payment_approved), 2},
                                          {key(Event::payment_approved), 4},
                                          {"+" + key(Event::payment_promised_again), 2},
                                          {key(Event::payment_promised_again), 2},
                                          {key(Event::payment_on_statement), 3}}));
    ASSERT_EQ(told.reversals.size(), 1U);
    EXPECT_EQ(told.reversals[0].original, told.lines.at(0).seq);
    EXPECT_EQ(told.lines.size(), 3U);
    const auto explained = std::ranges::count_if(told.decisions, [](const auto& decision) {
        return decision.what.starts_with("suspense item 1") &&
               decision.proposed_by != decision.confirmed_by && !decision.confirmed_by.empty();
    });
    EXPECT_EQ(explained, 2);
    EXPECT_EQ(audit(third).lines.size(), 0U);
}

TEST_F(Audited, WhoMayNotSeeThePersonIsToldThatThereIsNoSuchPayment) {
    ledger::Scope scope = ledger::everything(1, "test");
    scope.people = std::set<std::int64_t>{};
    const auto told = ledger::audit_of(scope, area.area().database(), first);
    ASSERT_FALSE(told.accepted());
    EXPECT_EQ(told.refusal().code, "payment-not-found");
    ledger::Scope one_stream = ledger::everything(1, "test");
    one_stream.streams = std::set{Stream::nhs};
    EXPECT_FALSE(ledger::audit_of(one_stream, area.area().database(), first).accepted());
    EXPECT_TRUE(ledger::audit_of(one_stream, area.area().database(), second).accepted());
    EXPECT_FALSE(ledger::audit_of(
                     ledger::everything(1, "test"), area.area().database(), ledger::payment_ref(77))
                     .accepted());
}

TEST(MomentWords, DropTheFraction) {
    // 1 July 2026, noon in UTC, is 1,782,907,200 seconds after 1970 began.
    EXPECT_EQ(ledger::moment_words(1'782'907'200'999), "2026-07-01T12:00:00Z");
}

}  // namespace
}  // namespace almoner::scheduler

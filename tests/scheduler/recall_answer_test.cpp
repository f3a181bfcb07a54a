// The bank's answer to a recall, and recalled money on the statement, in whichever order they come.
#include "ledger/records/payee_account.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/payment_states.h"
#include "ledger/records/submission.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/commands/statement_import.h"
#include "tests/support/bank_answers.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Money;
using tests::bank_line;
using tests::pounds;
using tests::read_statement;
using tests::RunArea;

// Two payments of £400 in one file; the first was asked back.
class Recall {
  public:
    Recall() {
        area.add();
        area.add();
        tests::send_all(area, outbox_.path());
        serial_ = ledger::submission_by_id(area.area().database(), 1).value().serial;
        first = ledger::payment_ref(area.payments().at(0).id);
        (void)area.answer(run_recall, {{"payment", first}});
        EXPECT_EQ(state(), "recall-asked");
    }

    nlohmann::json answered(const std::string& status, const std::string& reference) {
        return area.answer(
            import_statement,
            {{"file",
              "<Document><RsltnOfInvstgtn><Assgnmt><Id>A1</Id></Assgnmt><CxlDtls><TxInfAndSts>"
              "<OrgnlEndToEndId>" +
                  reference + "</OrgnlEndToEndId><TxCxlSts>" + status +
                  "</TxCxlSts></TxInfAndSts></CxlDtls></RsltnOfInvstgtn></Document>"}},
            {.day = "2026-11-20"});
    }
    void total_of(const std::string& amount, std::string_view closing) {
        (void)read_statement(area, bank_line(amount, "DBIT", serial_), closing);
        (void)tests::november(area);
    }
    void comes_back() {
        (void)read_statement(area, bank_line("400.00", "CRDT", first), "1400.00");
        (void)tests::november(area);
    }
    std::string state() { return std::string(ledger::name_of(area.payments().at(0).state)); }
    Money at_bank(AccountName name, ledger::Stream stream = ledger::Stream::nhs) {
        return area
            .balance({.name = name,
                      .stream = stream,
                      .body = static_cast<std::int32_t>(area.commissioner),
                      .bank_account = static_cast<std::int32_t>(area.bank_account)})
            .posted;
    }
    void expect_back_and_nobody_blocked() {
        EXPECT_EQ(state(), "returned");
        EXPECT_EQ(at_bank(AccountName::bank), -pounds(400));
        EXPECT_EQ(at_bank(AccountName::transit), Money{});
        EXPECT_EQ(at_bank(AccountName::suspense, ledger::Stream::unassigned), Money{});
        const auto payee = ledger::payee_account_numbered(
            area.area().database(), area.payments().at(0).payee_account, tests::on("2026-11-22"));
        EXPECT_EQ(payee.value().status, ledger::PayeeStatus::confirmed);
    }

    RunArea area;
    std::string first;

  private:
    tests::TempFolder outbox_;
    std::string serial_;
};

TEST(RecallAnswer, AConfirmedRecallIsDueAgainAndTheTotalLeavesItOut) {
    Recall bank;
    EXPECT_EQ(bank.answered("ACCR", bank.first)["recalled"], 1);
    EXPECT_EQ(bank.state(), "recalled");
    EXPECT_EQ(bank.answered("ACCR", bank.first)["recalled"], 0) << "the same answer once more";
    bank.total_of("400.00", "600.00");
    EXPECT_EQ(bank.state(), "recalled");
    EXPECT_EQ(bank.at_bank(AccountName::bank), -pounds(400));
    EXPECT_EQ(tests::november(bank.area).streams.at(0).paid, pounds(400));
}

TEST(RecallAnswer, ARefusedRecallIsPaidAsAnyOther) {
    Recall bank;
    EXPECT_EQ(bank.answered("RJCR", bank.first)["refused"], 1);
    EXPECT_EQ(bank.state(), "sent");
    bank.total_of("800.00", "200.00");
    EXPECT_EQ(bank.state(), "settled");
}

TEST(RecallAnswer, WhatIsNotDecidedOrWasNotAskedForOnlyInforms) {
    Recall bank;
    EXPECT_EQ(bank.answered("PDCR", bank.first)["informed"], 1);
    EXPECT_EQ(bank.state(), "recall-asked");
    const std::string second = ledger::payment_ref(bank.area.payments().at(1).id);
    EXPECT_EQ(bank.answered("ACCR", second)["informed"], 1);
    EXPECT_EQ(bank.area.payments().at(1).state, ledger::PaymentState::sent);
}

TEST(RecallAnswer, RecalledMoneyThatWasDebitedAndComesBackIsDueAgainInAnyOrder) {
    for (const bool is_confirmed : {true, false}) {
        for (const bool total_first : {true, false}) {
            const testing::ScopedTrace trace(
                __FILE__, __LINE__, std::to_string(is_confirmed) + std::to_string(total_first));
            Recall bank;
            if (is_confirmed) (void)bank.answered("ACCR", bank.first);
            if (total_first) bank.total_of("800.00", "200.00");
            bank.comes_back();
            if (!total_first) bank.total_of("800.00", "200.00");
            bank.expect_back_and_nobody_blocked();
        }
    }
}

// Two payments of £400 that arrive on 4 November and one of £600 on 9 November, all in one file.
struct TwoDays {
    TwoDays() {
        area.add();
        area.add();
        tests::PersonTerms later;
        later.line.amount = pounds(150);
        later.agreement.anchor_on = tests::on("2026-11-09");
        later.agreement.start_on = tests::on("2026-11-09");
        area.add(later);
        tests::send_all(area, outbox.path(), "2026-11-09");
        serial = ledger::submission_by_id(area.area().database(), 1).value().serial;
    }
    void rejected(std::size_t which) {
        (void)tests::read_status(area, ledger::payment_ref(area.payments().at(which).id), "RJCT");
    }
    void total(const std::string& amount, std::string_view closing) {
        const auto answer = read_statement(area, bank_line(amount, "DBIT", serial), closing);
        EXPECT_EQ(answer["suspense"], 0);
        tests::expect_sound(area);
    }
    std::string states() {
        std::string all;
        for (const auto& each : area.payments()) {
            all += std::string(ledger::name_of(each.state)) + " ";
        }
        return all;
    }

    tests::TempFolder outbox;
    RunArea area;
    std::string serial;
};

TEST(TotalOfADay, WithWhatWasVoidedPaysThatToo) {
    TwoDays bank;
    bank.rejected(0);
    EXPECT_EQ(bank.states(), "rejected sent sent ");
    bank.total("800.00", "200.00");
    EXPECT_EQ(bank.states(), "settled settled sent ");
    bank.total("600.00", "400.00");
    EXPECT_EQ(bank.states(), "settled settled settled ");
}

TEST(TotalOfADay, WithoutWhatWasVoidedLeavesThatDueAgain) {
    TwoDays bank;
    bank.rejected(0);
    bank.total("400.00", "600.00");
    EXPECT_EQ(bank.states(), "rejected settled sent ");
    bank.total("600.00", "400.00");
    EXPECT_EQ(bank.states(), "rejected settled settled ");
}

TEST(TotalOfADay, ThatHoldsMoreThanIsExpectedOfTheFileIsNotItsRest) {
    TwoDays bank;
    bank.rejected(0);
    bank.rejected(1);
    bank.total("800.00", "200.00");
    EXPECT_EQ(bank.states(), "settled settled sent ");
    bank.total("600.00", "400.00");
    EXPECT_EQ(bank.states(), "settled settled settled ");
}

TEST(TotalOfADay, OfAFileThatTheBankRejectedAsAWholeIsNotItsRest) {
    TwoDays bank;
    for (const std::size_t each : {0UL, 1UL, 2UL}) bank.rejected(each);
    bank.total("800.00", "200.00");
    EXPECT_EQ(bank.states(), "settled settled rejected ");
    bank.total("600.00", "400.00");
    EXPECT_EQ(bank.states(), "settled settled settled ");
}

}  // namespace
}  // namespace almoner::scheduler

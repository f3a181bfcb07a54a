// What a pain.002 says at each of its levels, and of payments that are not waiting for it.
#include "ledger/records/payment_ref.h"
#include "ledger/records/payment_states.h"
#include "ledger/records/submission.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/commands/statement_import.h"
#include "tests/support/bank_answers.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace almoner::scheduler {
namespace {

using nlohmann::json;
using tests::on;
using tests::RunArea;

std::string item(const std::string& ref, const std::string& status) {
    return "<TxInfAndSts><OrgnlEndToEndId>" + ref + "</OrgnlEndToEndId>" +
           (status.empty() ? "" : "<TxSts>" + status + "</TxSts>") + "</TxInfAndSts>";
}

std::string block(const std::string& id, const std::string& status, const std::string& items) {
    return "<OrgnlPmtInfAndSts><OrgnlPmtInfId>" + id + "</OrgnlPmtInfId>" +
           (status.empty() ? "" : "<PmtInfSts>" + status + "</PmtInfSts>") + items +
           "</OrgnlPmtInfAndSts>";
}

// A pain.001 of two days, the 2nd and the 30th of November, two payments each.
class StatusOfTwoDays : public ::testing::Test {
  protected:
    StatusOfTwoDays() {
        area.write([&](ledger::Work& work) {
            auto account = *ledger::bank_account_numbered(
                work.database(), area.bank_account, on("2026-11-02"));
            account.file_profile = "pain.001.001.09";
            ledger::insert_bank_account(work, account);
        });
        area.add();
        area.add();
    }
    void send() { tests::send_all(area, outbox_.path(), "2026-11-30"); }

    json read(const std::string& group, const std::string& blocks) {
        const std::string serial =
            ledger::submission_by_id(area.area().database(), 1).value().serial;
        const std::string report =
            R"(<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>)"
            R"(<GrpHdr><MsgId>R1</MsgId><CreDtTm>2026-11-20T09:00:00</CreDtTm></GrpHdr>)"
            R"(<OrgnlGrpInfAndSts><OrgnlMsgId>)" +
            serial + R"(</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId><GrpSts>)" +
            group + "</GrpSts></OrgnlGrpInfAndSts>" + blocks + "</CstmrPmtStsRpt></Document>";
        json answer = area.answer(import_statement, {{"file", report}}, {.day = "2026-11-20"});
        tests::expect_sound(area);
        return answer;
    }
    std::vector<std::string> states() {
        std::vector<std::string> names;
        for (const auto& payment : area.payments()) {
            names.emplace_back(ledger::name_of(payment.state));
        }
        return names;
    }
    std::int64_t tasks(const std::string& kind) {
        return area.count("task WHERE kind = '" + kind + "'");
    }

    RunArea area;

  private:
    tests::TempFolder outbox_;
};

TEST_F(StatusOfTwoDays, ARejectedBlockRejectsThePaymentsOfItsDay) {
    send();
    ASSERT_EQ(ledger::submission_by_id(area.area().database(), 1)->serial, "ALM-1");
    const json answer = read("PART", block("ALM-1-2", "RJCT", ""));
    EXPECT_EQ(answer["rejected"], 2);
    EXPECT_EQ(states(), (std::vector<std::string>{"sent", "sent", "rejected", "rejected"}));
    EXPECT_EQ(tasks("payment-rejected"), 2);
    EXPECT_EQ(read("PART", block("ALM-1-2", "RJCT", ""))["rejected"], 0);
}

TEST_F(StatusOfTwoDays, ARejectedFileRejectsAlsoWhatIsNotListed) {
    send();
    const json answer = read("RJCT", block("ALM-1-1", "", item(ledger::payment_ref(1), "ACSC")));
    EXPECT_EQ(answer["settled"], 1);
    EXPECT_EQ(answer["rejected"], 3);
    EXPECT_EQ(states(), (std::vector<std::string>{"settled", "rejected", "rejected", "rejected"}));
}

TEST_F(StatusOfTwoDays, AListedPaymentWithoutAStatusTakesItsBlocks) {
    send();
    const json answer = read("PART",
                             block("ALM-1-1", "ACSC", item(ledger::payment_ref(1), "")) +
                                 block("ALM-1-2", "PDNG", item(ledger::payment_ref(3), "RJCT")));
    EXPECT_EQ(answer["settled"], 2);
    EXPECT_EQ(answer["rejected"], 1);
    EXPECT_EQ(states(), (std::vector<std::string>{"settled", "settled", "rejected", "sent"}));
}

TEST_F(StatusOfTwoDays, AFileThatIsOnlyAcceptedChangesNothing) {
    send();
    const json answer = read("ACCP", block("ALM-1-1", "ACSP", ""));
    EXPECT_EQ(answer["settled"], 0);
    EXPECT_EQ(answer["rejected"], 0);
    EXPECT_EQ(states(), (std::vector<std::string>{"sent", "sent", "sent", "sent"}));
}

TEST_F(StatusOfTwoDays, AGroupsStatusAloneHoldsForEveryPaymentOfTheFile) {
    send();
    const json rejected = read("RJCT", "");
    EXPECT_EQ(rejected["rejected"], 4);
    EXPECT_EQ(states(), (std::vector<std::string>{"rejected", "rejected", "rejected", "rejected"}));
    EXPECT_EQ(area.count("task WHERE kind = 'payment-rejected' AND words = 'The bank rejected the "
                         "whole file or day of this payment (it gave no reason): mend what it "
                         "gives as the reason, then pay'"),
              4);
    const json settled = read("ACSC", "");
    EXPECT_EQ(settled["settled"], 4);
    const json again = read("ACSC", " ");
    EXPECT_EQ(again["settled"], 0);
    EXPECT_EQ(again["known_before"], 4);
    const json contradicted = read("RJCT", " ");
    EXPECT_EQ(contradicted["contradicted"], 4);
    EXPECT_EQ(contradicted["rejected"], 0);
}

TEST_F(StatusOfTwoDays, AFileThatIsAcceptedWithoutItsPaymentsSaysThatTheyWait) {
    send();
    const json answer = read("ACCP", "");
    EXPECT_EQ(answer["file"], "ALM-1");
    EXPECT_EQ(answer["file_status"], "ACCP");
    EXPECT_EQ(answer["informed"], 4);
    EXPECT_EQ(answer["note"],
              "For 4 of the 4 payments of file ALM-1 the report neither settles nor rejects: they "
              "wait for the bank's statement as before.");
    EXPECT_EQ(states(), (std::vector<std::string>{"sent", "sent", "sent", "sent"}));
}

TEST_F(StatusOfTwoDays, APartThatIsNotSaidWhichMakesATaskAndNothingElse) {
    send();
    const json answer = read("PART", "");
    EXPECT_EQ(answer["informed"], 4);
    EXPECT_EQ(answer["warning"],
              "The bank took a part of file ALM-1 of 4 payments and does not say which: ask it for "
              "the report by payment, and import that.");
    EXPECT_EQ(tasks("file-partly-taken"), 1);
    (void)read("PART", " ");
    EXPECT_EQ(tasks("file-partly-taken"), 1) << "told twice";
    EXPECT_EQ(states(), (std::vector<std::string>{"sent", "sent", "sent", "sent"}));
}

TEST_F(StatusOfTwoDays, APartOfAFileWhosePaymentsAllHaveTheirAnswersMakesNoTask) {
    send();
    (void)read("ACSC", "");
    EXPECT_FALSE(read("PART", "").contains("warning"));
    EXPECT_FALSE(read("ACCP", "").contains("note"));
    EXPECT_EQ(tasks("file-partly-taken"), 0);
}

TEST_F(StatusOfTwoDays, APartOfADayThatIsNotSaidWhichMakesATaskToo) {
    send();
    const std::string first = block("ALM-1-1", "", item(ledger::payment_ref(1), "ACSC"));
    EXPECT_FALSE(read("PART", first).contains("warning"));
    EXPECT_TRUE(read("PART", first + block("ALM-1-2", "PART", "")).contains("warning"));
}

TEST_F(StatusOfTwoDays, AStatusOfAFileThatIsNotOursSaysSo) {
    send();
    json answer;
    for (const char* status : {"RJCT", "ACCP"}) {
        const std::string report =
            R"(<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>)"
            R"(<OrgnlGrpInfAndSts><OrgnlMsgId>ALM-9</OrgnlMsgId><GrpSts>)" +
            std::string(status) + "</GrpSts></OrgnlGrpInfAndSts></CstmrPmtStsRpt></Document>";
        answer = area.answer(import_statement, {{"file", report}}, {.day = "2026-11-20"});
        EXPECT_EQ(answer["unknown"], 1);
        EXPECT_EQ(answer["warning"],
                  "No one file of ours is called 'ALM-9', so what the report says of a whole file "
                  "changed nothing: ask the bank which file it is about.");
    }
    EXPECT_EQ(states(), (std::vector<std::string>{"sent", "sent", "sent", "sent"}));
}

TEST_F(StatusOfTwoDays, WhatCarriesNoReferenceOfOursIsCounted) {
    send();
    const json answer = read("PART", block("ALM-1-1", "", item("THEIRS", "RJCT")));
    EXPECT_EQ(answer["unknown"], 1);
    EXPECT_EQ(answer["rejected"], 0);
}

TEST_F(StatusOfTwoDays, ARejectionOfAFileThatWasNotNotedAsSentCounts) {
    const json run = area.propose("2026-11-30")[0];
    area.approve(run);
    (void)area.answer(run_send, {{"run", run["run"]}});
    ASSERT_EQ(states()[0], "in-file");
    const json answer = read("PART", block("ALM-1-1", "RJCT", ""));
    EXPECT_EQ(answer["rejected"], 2);
    EXPECT_EQ(states(), (std::vector<std::string>{"rejected", "rejected", "in-file", "in-file"}));
    EXPECT_EQ(tasks("payment-rejected"), 2);
}

TEST_F(StatusOfTwoDays, ASettledReportOfARejectedPaymentIsItsSettlement) {
    send();
    (void)read("PART", block("ALM-1-1", "RJCT", ""));
    const json answer = read("PART", block("ALM-1-1", "", item(ledger::payment_ref(1), "ACSC")));
    EXPECT_EQ(answer["settled"], 1);
    EXPECT_EQ(states(), (std::vector<std::string>{"settled", "rejected", "sent", "sent"}));
    EXPECT_EQ(tasks("paid-after-void"), 1);
    EXPECT_EQ(read("PART", block("ALM-1-1", "", item(ledger::payment_ref(1), "ACSC")))["settled"],
              0);
}

TEST_F(StatusOfTwoDays, ARejectionAfterTheSettlementIsATask) {
    send();
    (void)read("PART", block("ALM-1-1", "ACSC", ""));
    (void)read("PART", block("ALM-1-1", "", item(ledger::payment_ref(1), "RJCT")));
    (void)read("PART", block("ALM-1-1", "", item(ledger::payment_ref(1), "RJCT")));
    EXPECT_EQ(states(), (std::vector<std::string>{"settled", "settled", "sent", "sent"}));
    EXPECT_EQ(tasks("rejected-after-settling"), 1);
}

}  // namespace
}  // namespace almoner::scheduler

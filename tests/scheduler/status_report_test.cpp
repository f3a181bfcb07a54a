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

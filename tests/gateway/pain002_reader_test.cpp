#include "gateway/iso20022/pain002_reader.h"

#include "tests/gateway/sample_camt.h"
#include "tests/support/files.h"
#include "tests/support/reference.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::gateway::iso20022 {
namespace {

using testing::replaced;

std::string small_report() {
    return R"(<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt><GrpHdr>)"
           R"(<MsgId>R1</MsgId><CreDtTm>2026-11-20T09:00:00</CreDtTm></GrpHdr><OrgnlGrpInfAndSts>)"
           R"(<OrgnlMsgId>FILE7</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>)"
           R"(<GrpSts>PART</GrpSts></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><OrgnlPmtInfId>RUN7)"
           R"(</OrgnlPmtInfId><TxInfAndSts><OrgnlEndToEndId>E1</OrgnlEndToEndId><TxSts>ACSC</TxSts>)"
           R"(<AcctSvcrRef>BK1</AcctSvcrRef></TxInfAndSts><TxInfAndSts><OrgnlEndToEndId>E2)"
           R"(</OrgnlEndToEndId><TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>Closed)"
           R"(</AddtlInf></StsRsnInf></TxInfAndSts><TxInfAndSts><OrgnlEndToEndId>E3</OrgnlEndToEndId>)"
           R"(<TxSts>ACSP</TxSts></TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>)";
}

std::string refusal_of(std::string_view bytes) {
    const auto outcome = read_pain002(bytes);
    return outcome.accepted() ? "accepted" : outcome.refusal().code;
}

TEST(Pain002Reader, ReadsEachLevelOfAPartlyAcceptedFile) {
    const StatusReport report = read_pain002(small_report()).value();
    EXPECT_EQ(report.format, "pain.002.001.10");
    EXPECT_EQ(report.original_message_id, "FILE7");
    EXPECT_EQ(report.group.code, "PART");
    EXPECT_TRUE(report.violations.empty());
    ASSERT_EQ(report.blocks.size(), 1U);
    EXPECT_EQ(report.blocks[0].items[0].bank_reference, "BK1");
    EXPECT_EQ(report.status_of("RUN7", "E1").effect(), StatusEffect::settles);
    EXPECT_EQ(report.status_of("RUN7", "E2"), (PaymentStatus{"RJCT", "AC04", "Closed"}));
    EXPECT_EQ(report.status_of("RUN7", "E2").effect(), StatusEffect::rejects);
    EXPECT_EQ(report.status_of("RUN7", "E3").effect(), StatusEffect::informs);
}

TEST(Pain002Reader, OnlyAcscSettlesAndOnlyRjctRejects) {
    for (const char* code : {"ACTC", "ACCP", "ACSP", "ACWC", "ACCC", "PDNG", "PART", "RCVD", ""}) {
        EXPECT_EQ((PaymentStatus{code, "", ""}).effect(), StatusEffect::informs) << code;
    }
    EXPECT_EQ((PaymentStatus{"ACSC", "", ""}).effect(), StatusEffect::settles);
    EXPECT_EQ((PaymentStatus{"RJCT", "", ""}).effect(), StatusEffect::rejects);
}

TEST(Pain002Reader, APaymentTakesTheNearestStatus) {
    const StatusReport rejected = read_pain002(replaced(small_report(), "PART", "RJCT")).value();
    EXPECT_EQ(rejected.status_of("RUN7", "E1").code, "ACSC");
    EXPECT_EQ(rejected.status_of("RUN7", "not listed").code, "RJCT");
    EXPECT_EQ(rejected.status_of("OTHER", "E1").code, "RJCT");
    const StatusReport block =
        read_pain002(
            replaced(small_report(), "<TxInfAndSts>", "<PmtInfSts>PDNG</PmtInfSts><TxInfAndSts>"))
            .value();
    EXPECT_EQ(block.status_of("RUN7", "not listed").code, "PDNG");
    EXPECT_EQ(block.status_of("RUN7", "E2").code, "RJCT");
}

TEST(Pain002Reader, ABlockMayComeInPieces) {
    const std::string piece =
        "</OrgnlPmtInfAndSts><OrgnlPmtInfAndSts><OrgnlPmtInfId>RUN7</OrgnlPmtInfId>";
    const StatusReport report =
        read_pain002(replaced(small_report(), "</TxInfAndSts>", "</TxInfAndSts>" + piece)).value();
    ASSERT_EQ(report.blocks.size(), 2U);
    EXPECT_EQ(report.status_of("RUN7", "E1").code, "ACSC");
    EXPECT_EQ(report.status_of("RUN7", "E2").code, "RJCT");
}

TEST(Pain002Reader, RefusesWhatCannotBeTiedToAPayment) {
    const std::string good = small_report();
    EXPECT_EQ(refusal_of("<Document/>"), "status-report-not-found");
    EXPECT_EQ(refusal_of(testing::small_camt()), "status-report-not-found");
    EXPECT_EQ(refusal_of("<Document><CstmrPmtStsRpt/></Document>"), "original-missing");
    EXPECT_EQ(refusal_of("<Document><CstmrPmtStsRpt><OrgnlGrpInfAndSts><OrgnlMsgId>F</OrgnlMsgId>"
                         "</OrgnlGrpInfAndSts></CstmrPmtStsRpt></Document>"),
              "status-missing");
    EXPECT_EQ(refusal_of("words"), "xml-not-well-formed");
    EXPECT_EQ(refusal_of(replaced(good, "<OrgnlMsgId>FILE7</OrgnlMsgId>", "")), "accepted");
}

TEST(Pain002Reader, SurvivesTruncationAtEveryByte) {
    const std::string whole = small_report();
    for (std::size_t size = 0; size < whole.size(); ++size) {
        EXPECT_NE(refusal_of(std::string_view(whole).substr(0, size)), "accepted") << size;
    }
}

std::optional<StatusReport> sample(const std::string& name) {
    const auto path = testing::reference_path("payments/samples/xml/iso20022js__" + name + ".xml");
    if (!path) return std::nullopt;
    return read_pain002(testing::read_whole(*path)).value();
}

std::vector<std::string> codes(const StatusReport& report) {
    std::vector<std::string> out;
    for (const Violation& each : report.violations) out.push_back(each.code);
    return out;
}

TEST(Pain002Samples, ARejectedFileRejectsEachOfItsPayments) {
    const auto report = sample("nordea_pain_002_v3_group_reject");
    if (!report) GTEST_SKIP() << "ALMONER_REFERENCE is not set";
    EXPECT_EQ(report->original_message_id, "MSGID-PS-TEST-0708-01");
    EXPECT_EQ(report->group, (PaymentStatus{"RJCT", "DU01", "ISO Duplicate Message ID"}));
    EXPECT_EQ(report->status_of("any", "any").effect(), StatusEffect::rejects);
    EXPECT_TRUE(report->violations.empty());
}

TEST(Pain002Samples, ARejectedBlockNamesItsPayments) {
    const auto report = sample("nordea_pain_002_v3_txn_reject");
    if (!report) GTEST_SKIP() << "ALMONER_REFERENCE is not set";
    EXPECT_EQ(report->group.code, "");
    ASSERT_EQ(report->blocks.size(), 1U);
    EXPECT_EQ(report->blocks[0].status.code, "RJCT");
    ASSERT_EQ(report->blocks[0].items.size(), 2U);
    EXPECT_EQ(report->blocks[0].items[1].end_to_end_id, "ENDTOENDID-950-TEST2-2807-01");
    EXPECT_EQ(report->blocks[0].items[1].status.reason_code, "NARR");
    EXPECT_EQ(
        report->status_of("PMTINFID-950-TEST2-2807-01", "ENDTOENDID-950-TEST2-2807-02").effect(),
        StatusEffect::rejects);
}

TEST(Pain002Samples, AcceptedIsNotSettled) {
    const auto goldman = sample("goldman_sachs_pain_002_v3_accepted");
    if (!goldman) GTEST_SKIP() << "ALMONER_REFERENCE is not set";
    EXPECT_EQ(goldman->status_of("3B-CCY", "GSDGFKfLURaHb").code, "ACCP");
    EXPECT_EQ(goldman->status_of("3B-CCY", "GSDGFKfLURaHb").effect(), StatusEffect::informs);
    EXPECT_EQ(codes(*goldman), std::vector<std::string>{"original-name-missing"});
    const auto group = sample("goldman_sachs_pain_002_v3_group_accepted");
    EXPECT_EQ(group->group.code, "ACTC");
    EXPECT_EQ(
        group->group.reason_words,
        "File accepted post technical and profile validations Original File Name: 26951.json");
}

TEST(Pain002Samples, AMissingNamespaceIsNoted) {
    const auto credit = sample("cross_river_pain_002_credit_accepted");
    if (!credit) GTEST_SKIP() << "ALMONER_REFERENCE is not set";
    EXPECT_EQ(codes(*credit), std::vector<std::string>{"namespace-missing"});
    EXPECT_EQ(credit->status_of("ABCD10000000", "0000000000000108").code, "ACSP");
    EXPECT_EQ(credit->status_of("ABCD10000000", "another").code, "ACTC");
    EXPECT_EQ(sample("cross_river_pain_002_debit_accepted")->blocks[0].items.size(), 3U);
}

}  // namespace
}  // namespace almoner::gateway::iso20022

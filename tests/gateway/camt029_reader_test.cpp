#include "gateway/iso20022/camt029_reader.h"

#include "tests/gateway/sample_camt.h"

#include <gtest/gtest.h>

#include <string>

namespace almoner::gateway::iso20022 {
namespace {

using testing::replaced;

std::string small_answer() {
    return R"(<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.029.001.09"><RsltnOfInvstgtn>)"
           R"(<Assgnmt><Id>ANSWER7</Id></Assgnmt><Sts><Conf>CNCL</Conf></Sts><CxlDtls>)"
           R"(<OrgnlPmtInfAndSts><OrgnlPmtInfId>RUN7</OrgnlPmtInfId><TxInfAndSts>)"
           R"(<OrgnlEndToEndId>E1</OrgnlEndToEndId><TxCxlSts>ACCR</TxCxlSts></TxInfAndSts>)"
           R"(</OrgnlPmtInfAndSts><TxInfAndSts><OrgnlEndToEndId>E2</OrgnlEndToEndId>)"
           R"(<TxCxlSts>RJCR</TxCxlSts><CxlStsRsnInf><Rsn><Cd>ARDT</Cd></Rsn><AddtlInf>Paid)"
           R"(</AddtlInf></CxlStsRsnInf></TxInfAndSts></CxlDtls></RsltnOfInvstgtn></Document>)";
}

std::string refusal_of(std::string_view bytes) {
    const auto outcome = read_camt029(bytes);
    return outcome.accepted() ? "accepted" : outcome.refusal().code;
}

TEST(Camt029Reader, ReadsTheAnswerForEachPayment) {
    const RecallAnswer answer = read_camt029(small_answer()).value();
    EXPECT_EQ(answer.format, "camt.029.001.09");
    EXPECT_EQ(answer.message_id, "ANSWER7");
    ASSERT_EQ(answer.items.size(), 2U);
    EXPECT_EQ(answer.items[0], (RecallItem{"E1", "ACCR", "", ""}));
    EXPECT_EQ(answer.items[1], (RecallItem{"E2", "RJCR", "ARDT", "Paid"}));
    EXPECT_EQ(answer.effect_of(answer.items[0]), RecallEffect::confirms);
    EXPECT_EQ(answer.effect_of(answer.items[1]), RecallEffect::refuses);
    EXPECT_TRUE(answer.violations.empty());
}

TEST(Camt029Reader, TheWholeCaseSpeaksWhereAPaymentsStatusIsSilent) {
    const std::string silent = replaced(small_answer(), "<TxCxlSts>ACCR</TxCxlSts>", "");
    const auto effect = [](const std::string& file) {
        const RecallAnswer answer = read_camt029(file).value();
        return answer.effect_of(answer.items.at(0));
    };
    EXPECT_EQ(effect(silent), RecallEffect::confirms);
    EXPECT_EQ(effect(replaced(silent, "CNCL", "RJCR")), RecallEffect::refuses);
    for (const char* code : {"PDCR", "PACR", "UWFW", "CWFW", "INFO"}) {
        EXPECT_EQ(effect(replaced(silent, "CNCL", code)), RecallEffect::informs) << code;
    }
}

TEST(Camt029Reader, RefusesWhatCannotBeTiedToAPayment) {
    EXPECT_EQ(refusal_of(testing::small_camt()), "recall-answer-not-found");
    EXPECT_EQ(refusal_of("<Document><RsltnOfInvstgtn/></Document>"), "original-missing");
    EXPECT_EQ(refusal_of("<Document><RsltnOfInvstgtn><CxlDtls><TxInfAndSts><OrgnlEndToEndId>E"
                         "</OrgnlEndToEndId></TxInfAndSts></CxlDtls></RsltnOfInvstgtn></Document>"),
              "status-missing");
    EXPECT_EQ(refusal_of("words"), "xml-not-well-formed");
}

TEST(Camt029Reader, SurvivesTruncationAtEveryByte) {
    const std::string whole = small_answer();
    for (std::size_t size = 0; size < whole.size(); ++size) {
        EXPECT_NE(refusal_of(std::string_view(whole).substr(0, size)), "accepted") << size;
    }
}

}  // namespace
}  // namespace almoner::gateway::iso20022

#include "gateway/hmrc/engine_reply.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace almoner::gateway::hmrc {
namespace {

std::string message(const std::string& details, const std::string& rest) {
    return "<GovTalkMessage xmlns=\"http://www.govtalk.gov.uk/CM/envelope\">"
           "<EnvelopeVersion>2.0</EnvelopeVersion><Header><MessageDetails>"
           "<Class>HMRC-PAYE-RTI-FPS</Class>" +
           details + "</MessageDetails><SenderDetails/></Header>" + rest + "</GovTalkMessage>";
}

std::string error(const std::string& by,
                  const std::string& number,
                  const std::string& type,
                  const std::string& location = "") {
    return "<Error><RaisedBy>" + by + "</RaisedBy><Number>" + number + "</Number><Type>" + type +
           "</Type><Text>Words.</Text><Location>" + location + "</Location></Error>";
}

const std::string failed =
    "<Qualifier>error</Qualifier><Function>submit</Function>"
    "<CorrelationID>C1</CorrelationID>";

// The form is that of hmrc/hmrc-rti's gateway and of HMRC's published error samples.
TEST(EngineReply, AcknowledgesWithWhenAndWhereToAsk) {
    const auto reply = read_engine_reply(
        message("<Qualifier>acknowledgement</Qualifier><Function>submit</Function>"
                "<TransactionID/><CorrelationID>4FA7B03FA8214BC59801008DF5378C92</CorrelationID>"
                "<ResponseEndPoint PollInterval=\"10\"> https://e.example/poll "
                "</ResponseEndPoint>",
                "<GovTalkDetails><Keys/></GovTalkDetails><Body/>"));
    ASSERT_TRUE(reply.accepted());
    EXPECT_EQ(reply.value().kind, ReplyKind::acknowledgement);
    EXPECT_EQ(reply.value().function, "submit");
    EXPECT_EQ(reply.value().message_class, "HMRC-PAYE-RTI-FPS");
    EXPECT_EQ(reply.value().correlation_id, "4FA7B03FA8214BC59801008DF5378C92");
    EXPECT_EQ(reply.value().poll_after_s, 10);
    EXPECT_EQ(reply.value().poll_url, "https://e.example/poll");
}

// The element is constructed: HMRC's own form of this answer was not to be had.
TEST(EngineReply, TellsWhatHmrcFoundOfANumber) {
    const auto reply = read_engine_reply(
        message("<Qualifier>response</Qualifier><Function>submit</Function>"
                "<CorrelationID>C1</CorrelationID>",
                "<GovTalkDetails/><Body><NINOverificationResponse><Employee><PayId>J1</PayId>"
                "<Result>corrected</Result><NINO> AB123456C </NINO></Employee><Note/>"
                "<Employee><PayId>J2</PayId><Result>unknown</Result></Employee>"
                "</NINOverificationResponse></Body>"));
    ASSERT_TRUE(reply.accepted());
    EXPECT_EQ(reply.value().numbers,
              (std::vector<NinoAnswer>{{"J1", "corrected", "AB123456C"}, {"J2", "unknown", ""}}));
}

TEST(EngineReply, NamesTheEmployeeOfAnError) {
    const auto reply = read_engine_reply(message(
        failed,
        "<GovTalkDetails><GovTalkErrors>" + error("Department", "3001", "business") +
            "</GovTalkErrors></GovTalkDetails><Body><err:ErrorResponse "
            "xmlns:err=\"http://www.govtalk.gov.uk/CM/errorresponse\"><err:Application/>" +
            error("ChRIS", "7900", "business", "/hd:Body[1]/x:Employee[3]/x:EmployeeDetails[1]") +
            error("ChRIS", "7901", "business", "/hd:Body[1]/x:EmployeeDetails[1]") +
            "</err:ErrorResponse></Body>"));
    ASSERT_TRUE(reply.accepted());
    const auto& errors = reply.value().errors;
    // The engine's own 3001 says no more than that there are others.
    ASSERT_EQ(errors.size(), 2U);
    EXPECT_EQ(errors[0].number, "7900");
    EXPECT_EQ(errors[0].type, EngineErrorType::business);
    EXPECT_EQ(errors[0].words, "Words.");
    EXPECT_EQ(errors[0].employee, std::size_t{2});
    EXPECT_EQ(errors[1].employee, std::nullopt);
}

TEST(EngineReply, GivesTheEnginesOwnErrorWhereThereIsNoOther) {
    const auto reply = read_engine_reply(message(failed,
                                                 "<GovTalkDetails><GovTalkErrors>" +
                                                     error("Gateway", "1046", "fatal") +
                                                     "</GovTalkErrors></GovTalkDetails><Body/>"));
    ASSERT_TRUE(reply.accepted());
    ASSERT_EQ(reply.value().errors.size(), 1U);
    EXPECT_EQ(reply.value().errors[0].type, EngineErrorType::fatal);
    EXPECT_EQ(reply.value().errors[0].raised_by, "Gateway");
}

TEST(EngineReply, ListsWhatIsHeld) {
    const auto reply = read_engine_reply(
        message("<Qualifier>response</Qualifier><Function>list</Function>",
                "<Body><StatusReport><SenderID>x</SenderID><StatusRecord>"
                "<CorrelationID>C7</CorrelationID><TransactionID>A1</TransactionID>"
                "<Status>SUBMISSION_RESPONSE</Status></StatusRecord></StatusReport></Body>"));
    ASSERT_TRUE(reply.accepted());
    ASSERT_EQ(reply.value().held.size(), 1U);
    EXPECT_EQ(reply.value().held[0].correlation_id, "C7");
    EXPECT_EQ(reply.value().held[0].transaction_id, "A1");
}

TEST(EngineReply, KeepsTheReceiptsMark) {
    const auto reply = read_engine_reply(
        message("<Qualifier>response</Qualifier><Function>submit</Function>"
                "<CorrelationID>C1</CorrelationID>",
                "<Body><SuccessResponse><IRmarkReceipt><d:Signature xmlns:d=\"x\"><d:SignedInfo>"
                "<d:DigestValue>abc=</d:DigestValue></d:SignedInfo></d:Signature></IRmarkReceipt>"
                "<AcceptedTime>2026-05-01T10:00:00</AcceptedTime></SuccessResponse></Body>"));
    ASSERT_TRUE(reply.accepted());
    EXPECT_EQ(reply.value().receipt_mark, "abc=");
    EXPECT_EQ(reply.value().accepted_at, "2026-05-01T10:00:00");
}

TEST(EngineReply, IsRefusedWhereItSaysTooLittle) {
    const auto code_of = [](const std::string& bytes) {
        const auto reply = read_engine_reply(bytes);
        return reply.accepted() ? std::string() : reply.refusal().code;
    };
    EXPECT_EQ(code_of("<html>back soon"), "xml-not-well-formed");
    EXPECT_EQ(code_of("<html></html>"), "reply-not-govtalk");
    EXPECT_EQ(code_of(message("<Qualifier>maybe</Qualifier>", "")), "reply-qualifier-unknown");
    EXPECT_EQ(code_of(message("<Qualifier>acknowledgement</Qualifier>", "")),
              "reply-without-correlation");
    EXPECT_EQ(code_of(message(failed, "<Body/>")), "reply-without-error");
}

TEST(EngineReply, NeverWaitsMoreThanADay) {
    const auto wait_of = [](const std::string& seconds) {
        return read_engine_reply(
                   message("<Qualifier>acknowledgement</Qualifier>"
                           "<CorrelationID>C1</CorrelationID><ResponseEndPoint PollInterval=\"" +
                               seconds + "\"/>",
                           ""))
            .value()
            .poll_after_s;
    };
    EXPECT_EQ(wait_of("86400"), 86'400);
    EXPECT_EQ(wait_of("86401"), 86'400);
    EXPECT_EQ(wait_of("-5"), 0);
    EXPECT_EQ(wait_of("soon"), 0);
}

TEST(EngineReply, CountsTheErrorsThatItLeavesOut) {
    std::string many;
    for (std::size_t i = 0; i < EngineReply::max_errors + 3; ++i) {
        many += error("ChRIS", "1", "business");
    }
    const auto reply = read_engine_reply(
        message(failed, "<Body><ErrorResponse>" + many + "</ErrorResponse></Body>"));
    EXPECT_EQ(reply.value().errors.size(), EngineReply::max_errors);
    EXPECT_EQ(reply.value().errors_left_out, 3U);
}

}  // namespace
}  // namespace almoner::gateway::hmrc

#include "ops/hmrc_stand_in/engine_words.h"

namespace almoner::ops::hmrc_stand_in {
namespace {

// Nothing of what stands in these messages has a character that XML would mind.
std::string element(std::string_view name, std::string_view text) {
    const std::string tag(name);
    return "<" + tag + ">" + std::string(text) + "</" + tag + ">";
}

std::string error_element(const ErrorWords& error) {
    return "<Error>" + element("RaisedBy", error.raised_by) + element("Number", error.number) +
           element("Type", error.type) + element("Text", error.text) +
           element("Location", error.location) + "</Error>";
}

struct Reply {
    std::string qualifier;
    std::string function;
    std::string correlation_id{};
    std::string end_point = "<ResponseEndPoint></ResponseEndPoint>";
    std::string errors{};
    std::string body{};
};

std::string message(const Envelope& asked, const Reply& reply) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<GovTalkMessage xmlns=\"http://www.govtalk.gov.uk/CM/envelope\">"
           "<EnvelopeVersion>2.0</EnvelopeVersion><Header><MessageDetails>" +
           element("Class", asked.message_class) + element("Qualifier", reply.qualifier) +
           element("Function", reply.function) + element("TransactionID", asked.transaction_id) +
           element("CorrelationID", reply.correlation_id) + reply.end_point +
           element("Transformation", "XML") +
           "</MessageDetails><SenderDetails></SenderDetails></Header><GovTalkDetails>"
           "<Keys></Keys>" +
           (reply.errors.empty() ? "" : element("GovTalkErrors", reply.errors)) +
           "</GovTalkDetails><Body>" + reply.body + "</Body></GovTalkMessage>";
}

}  // namespace

std::string acknowledgement(const Envelope& asked,
                            const std::string& correlation_id,
                            const EndPoint& ask_at) {
    return message(
        asked,
        {.qualifier = "acknowledgement",
         .function = "submit",
         .correlation_id = correlation_id,
         .end_point = "<ResponseEndPoint PollInterval=\"" + std::to_string(ask_at.poll_after_s) +
                      "\">" + ask_at.url + "</ResponseEndPoint>"});
}

std::string number_words(const std::string& pay_id, const NumberAnswer& answer) {
    return element("Employee",
                   element("PayId", pay_id) + element("Result", answer.result) +
                       (answer.nino.empty() ? "" : element("NINO", answer.nino)));
}

std::string accepted_words(const Envelope& asked,
                           const std::string& correlation_id,
                           const std::string& numbers) {
    const std::string receipt =
        "<IRmarkReceipt><dsig:Signature xmlns:dsig=\"http://www.w3.org/2000/09/xmldsig#\">"
        "<dsig:SignedInfo><dsig:Reference>" +
        element("dsig:DigestValue", asked.mark) +
        "</dsig:Reference></dsig:SignedInfo></dsig:Signature>"
        "<Message code=\"0000\">The stand-in has it.</Message></IRmarkReceipt>";
    return message(
        asked,
        {.qualifier = "response",
         .function = "submit",
         .correlation_id = correlation_id,
         .body = "<SuccessResponse xmlns=\"http://www.inlandrevenue.gov.uk/SuccessResponse\">" +
                 receipt + element("AcceptedTime", "2026-05-01T10:00:00") + "</SuccessResponse>" +
                 (numbers.empty() ? "" : element("NINOverificationResponse", numbers))});
}

std::string deleted_words(const Envelope& asked) {
    return message(
        asked,
        {.qualifier = "response", .function = "delete", .correlation_id = asked.correlation_id});
}

std::string listed_words(const Envelope& asked, const std::vector<HeldLine>& held) {
    std::string records;
    for (const HeldLine& each : held) {
        records += "<StatusRecord>" + element("TimeStamp", "01/05/2026 10:00:00") +
                   element("CorrelationID", each.correlation_id) +
                   element("TransactionID", each.transaction_id) +
                   element("Status", "SUBMISSION_RESPONSE") + "</StatusRecord>";
    }
    return message(asked,
                   {.qualifier = "response",
                    .function = "list",
                    .body = "<StatusReport>" + records + "</StatusReport>"});
}

std::string engine_error(const Envelope& asked, const ErrorWords& error) {
    return message(asked,
                   {.qualifier = "error",
                    .function = asked.function,
                    .correlation_id = asked.correlation_id,
                    .errors = error_element(error)});
}

std::string department_error(const Envelope& asked,
                             const std::string& correlation_id,
                             const ErrorWords& error) {
    return message(asked,
                   {.qualifier = "error",
                    .function = "submit",
                    .correlation_id = correlation_id,
                    .errors = error_element({.raised_by = "Department",
                                             .number = "3001",
                                             .type = "business",
                                             .text = "The department's rules turn the body down."}),
                    .body = "<ErrorResponse SchemaVersion=\"2.0\" "
                            "xmlns=\"http://www.govtalk.gov.uk/CM/errorresponse\">" +
                            error_element(error) + "</ErrorResponse>"});
}

}  // namespace almoner::ops::hmrc_stand_in

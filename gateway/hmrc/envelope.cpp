#include "gateway/hmrc/envelope.h"

#include "gateway/hmrc/xml_writer.h"
#include "ledger/values/invariant.h"

namespace almoner::gateway::hmrc {
namespace {

using ledger::Outcome;

constexpr std::string_view envelope_namespace = "http://www.govtalk.gov.uk/CM/envelope";

// payroll.md, section 8. NVR has one namespace for all years.
std::string namespace_of(MessageKind kind, RtiYear year) {
    const std::string rti = "http://www.govtalk.gov.uk/taxation/PAYE/RTI/";
    switch (kind) {
        case MessageKind::full_payment: return rti + "FullPaymentSubmission/" + year.name() + "/1";
        case MessageKind::payment_summary:
            return rti + "EmployerPaymentSummary/" + year.name() + "/1";
        case MessageKind::nino_verification: break;
    }
    return rti + "NINOverificationRequest/1";
}

std::string_view name_of(SenderKind sender) {
    switch (sender) {
        case SenderKind::bureau: return "Bureau";
        case SenderKind::agent: return "Agent";
        case SenderKind::employer: break;
    }
    return "Employer";
}

void write_keys(XmlWriter& xml, const EmployerReferences& employer) {
    xml.open("Keys")
        .text("Key", "Type", "TaxOfficeNumber", employer.office_number)
        .text("Key", "Type", "TaxOfficeReference", employer.paye_reference)
        .close("Keys");
}

struct Frame {
    MessageKind kind = MessageKind::full_payment;
    RtiYear year{};
    SenderKind sender = SenderKind::employer;
};

std::string ir_envelope(const Frame& frame,
                        const EmployerReferences& employer,
                        std::string_view content,
                        std::string_view mark) {
    XmlWriter xml;
    xml.open("IRenvelope", "xmlns", namespace_of(frame.kind, frame.year)).open("IRheader");
    write_keys(xml, employer);
    xml.day("PeriodEnd", frame.year.days().last)
        .text("DefaultCurrency", "GBP")
        .text("IRmark", "Type", "generic", mark)
        .text("Sender", name_of(frame.sender))
        .close("IRheader")
        .raw(content)
        .close("IRenvelope");
    return std::move(xml).take();
}

std::string message_around(std::string_view header, std::string_view body) {
    XmlWriter xml;
    xml.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        .open("GovTalkMessage", "xmlns", envelope_namespace)
        .raw(header)
        .open("Body")
        .raw(body)
        .close("Body")
        .close("GovTalkMessage");
    return std::move(xml).take();
}

MarkedBody marked(const Frame& frame,
                  const EmployerReferences& employer,
                  std::string_view content) {
    const auto mark = ir_mark_of(message_around("", ir_envelope(frame, employer, content, "")));
    if (!mark.accepted()) throw ledger::InvariantBroken("our own message can't be marked");
    return {.kind = frame.kind,
            .employer = employer,
            .xml = ir_envelope(frame, employer, content, mark.value().base64),
            .mark = mark.value()};
}

template <class Employees>
std::vector<std::string> pay_ids_of(const Employees& employees) {
    std::vector<std::string> ids;
    ids.reserve(employees.size());
    for (const auto& each : employees) ids.push_back(each.pay_id);
    return ids;
}

struct Question {
    std::string_view message_class;
    std::string_view qualifier;
    std::string_view function;
    std::string_view transaction_id{};
    std::string_view correlation_id{};
    bool is_test = false;
};

void write_details(XmlWriter& xml, const Question& question) {
    xml.open("MessageDetails")
        .text("Class", question.message_class)
        .text("Qualifier", question.qualifier)
        .text("Function", question.function)
        .given("TransactionID", question.transaction_id)
        .text("CorrelationID", question.correlation_id)
        .text("Transformation", "XML");
    if (question.is_test) xml.text("GatewayTest", "1");
    xml.close("MessageDetails");
}

void write_sender(XmlWriter& xml, const SenderCredentials* sender) {
    xml.open("SenderDetails");
    if (sender != nullptr) {
        xml.open("IDAuthentication")
            .text("SenderID", sender->sender_id)
            .open("Authentication")
            .text("Method", "clear")
            .text("Role", "principal")
            .text("Value", sender->password)
            .close("Authentication")
            .close("IDAuthentication");
    }
    xml.close("SenderDetails");
}

std::string header_of(const Question& question,
                      const SenderCredentials* sender,
                      std::string_view govtalk_details) {
    XmlWriter xml;
    xml.text("EnvelopeVersion", "2.0").open("Header");
    write_details(xml, question);
    write_sender(xml, sender);
    xml.close("Header").open("GovTalkDetails").raw(govtalk_details).close("GovTalkDetails");
    return std::move(xml).take();
}

constexpr std::string_view no_keys = "<Keys></Keys>\n";

}  // namespace

std::string_view class_of(MessageKind kind) {
    switch (kind) {
        case MessageKind::full_payment: return "HMRC-PAYE-RTI-FPS";
        case MessageKind::payment_summary: return "HMRC-PAYE-RTI-EPS";
        case MessageKind::nino_verification: break;
    }
    return "HMRC-PAYE-RTI-NVR";
}

Outcome<MarkedBody> marked_body(const FullPaymentSubmission& submission, SenderKind sender) {
    if (const auto refusals = check(submission); !refusals.empty()) return refusals.front();
    MarkedBody body = marked({MessageKind::full_payment, submission.year, sender},
                             submission.employer,
                             write_full_payment_submission(submission));
    body.pay_ids = pay_ids_of(submission.employees);
    return body;
}

Outcome<MarkedBody> marked_body(const EmployerPaymentSummary& summary, SenderKind sender) {
    if (const auto refusals = check(summary); !refusals.empty()) return refusals.front();
    return marked({MessageKind::payment_summary, summary.year, sender},
                  summary.employer,
                  write_employer_payment_summary(summary));
}

Outcome<MarkedBody> marked_body(const NinoVerificationRequest& request,
                                RtiYear year,
                                SenderKind sender) {
    if (const auto refusals = check(request); !refusals.empty()) return refusals.front();
    MarkedBody body = marked({MessageKind::nino_verification, year, sender},
                             request.employer,
                             write_nino_verification_request(request));
    body.pay_ids = pay_ids_of(request.employees);
    return body;
}

std::string submit_message(const MarkedBody& body,
                           const SubmitHeader& header,
                           const SenderCredentials& sender) {
    XmlWriter details;
    write_keys(details, body.employer);
    details.open("TargetDetails")
        .text("Organisation", "IR")
        .close("TargetDetails")
        .open("ChannelRouting")
        .open("Channel")
        .text("URI", header.channel.vendor_id)
        .text("Product", header.channel.product)
        .text("Version", header.channel.version)
        .close("Channel")
        .close("ChannelRouting");
    const Question question{.message_class = class_of(body.kind),
                            .qualifier = "request",
                            .function = "submit",
                            .transaction_id = header.transaction_id,
                            .is_test = header.is_test};
    return message_around(header_of(question, &sender, std::move(details).take()), body.xml);
}

std::string poll_message(std::string_view message_class, std::string_view correlation_id) {
    const Question question{.message_class = message_class,
                            .qualifier = "poll",
                            .function = "submit",
                            .correlation_id = correlation_id};
    return message_around(header_of(question, nullptr, no_keys), "");
}

std::string delete_message(std::string_view message_class, std::string_view correlation_id) {
    const Question question{.message_class = message_class,
                            .qualifier = "request",
                            .function = "delete",
                            .correlation_id = correlation_id};
    return message_around(header_of(question, nullptr, no_keys), "");
}

std::string list_message(std::string_view message_class, const SenderCredentials& sender) {
    const Question question{
        .message_class = message_class, .qualifier = "request", .function = "list"};
    return message_around(header_of(question, &sender, no_keys), "");
}

}  // namespace almoner::gateway::hmrc

// GovTalkMessage: the envelope in which HMRC's transaction engine takes a submission and is asked.
#pragma once

#include "gateway/hmrc/employer_payment_summary.h"
#include "gateway/hmrc/full_payment_submission.h"
#include "gateway/hmrc/ir_mark.h"
#include "gateway/hmrc/nino_verification.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::gateway::hmrc {

enum class MessageKind : std::uint8_t { full_payment, payment_summary, nino_verification };
[[nodiscard]] std::string_view class_of(MessageKind kind);  // "HMRC-PAYE-RTI-FPS"

enum class SenderKind : std::uint8_t { employer, bureau, agent };

// A submission without who sends it: what can be kept, and sent again as it is.
struct MarkedBody {
    MessageKind kind = MessageKind::full_payment;
    EmployerReferences employer{};
    std::string xml{};  // the IRenvelope element with its IRmark
    IrMark mark{};
    std::vector<std::string> pay_ids{};  // of its employees, in the order that HMRC counts them
};

// Refused with the first of `check`.
[[nodiscard]] ledger::Outcome<MarkedBody> marked_body(const FullPaymentSubmission& submission,
                                                      SenderKind sender);
[[nodiscard]] ledger::Outcome<MarkedBody> marked_body(const EmployerPaymentSummary& summary,
                                                      SenderKind sender);
// `year`: that of the day it is asked, for the envelope's period.
[[nodiscard]] ledger::Outcome<MarkedBody> marked_body(const NinoVerificationRequest& request,
                                                      RtiYear year,
                                                      SenderKind sender);

// The sign-in of whoever sends: never logged, never in a journal, from a key file alone.
struct SenderCredentials {
    std::string sender_id{};
    std::string password{};
};

// Whose software it is: HMRC gives vendors a number of four digits.
struct Channel {
    std::string vendor_id{};
    std::string product{};
    std::string version{};
};

struct SubmitHeader {
    std::string transaction_id{};  // ours: at most 32 digits and letters A to F
    bool is_test = false;          // HMRC checks it and keeps nothing
    Channel channel{};
};

[[nodiscard]] std::string submit_message(const MarkedBody& body,
                                         const SubmitHeader& header,
                                         const SenderCredentials& sender);
[[nodiscard]] std::string poll_message(std::string_view message_class,
                                       std::string_view correlation_id);
[[nodiscard]] std::string delete_message(std::string_view message_class,
                                         std::string_view correlation_id);
// Asks what the engine holds of ours.
[[nodiscard]] std::string list_message(std::string_view message_class,
                                       const SenderCredentials& sender);

}  // namespace almoner::gateway::hmrc

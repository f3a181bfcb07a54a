#include "gateway/hmrc/engine_reply.h"

#include "gateway/xml/encoding.h"
#include "gateway/xml/pull_reader.h"

#include <algorithm>
#include <charconv>

namespace almoner::gateway::hmrc {
namespace {

using ledger::Outcome;
using xml::PullReader;

constexpr std::size_t longest_text = 2000;

ledger::Refusal refused(std::string code, std::string words) {
    return {std::move(code),
            std::move(words),
            "Ask again later; if it stays so, tell the operator.",
            "",
            ""};
}

// The open element's text to its end, without the spaces around it.
std::string kept_text(PullReader& xml) {
    std::string_view text = xml.text();
    constexpr std::string_view spaces = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(spaces);
    if (begin == text.npos) return {};
    text = text.substr(begin, text.find_last_not_of(spaces) - begin + 1);
    return std::string(text.substr(0, longest_text));
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
    return value;
}

// ".../hd:Employee[3]/..." is the third: 2.
std::optional<std::size_t> employee_at(std::string_view location) {
    constexpr std::string_view name = "Employee[";
    std::size_t begin = location.find(name);
    while (begin != location.npos) {
        const bool is_whole_name =
            begin == 0 || location[begin - 1] == '/' || location[begin - 1] == ':';
        const std::size_t number = begin + name.size();
        const std::size_t end = location.find(']', number);
        if (is_whole_name && end != location.npos) {
            const auto position = whole_number(location.substr(number, end - number));
            if (!position || *position == 0) return std::nullopt;
            return static_cast<std::size_t>(*position - 1);
        }
        begin = location.find(name, number);
    }
    return std::nullopt;
}

EngineErrorType error_type(std::string_view text) {
    if (text == "business") return EngineErrorType::business;
    if (text == "recoverable") return EngineErrorType::recoverable;
    return EngineErrorType::fatal;
}

void add_words(std::string& words, const std::string& more) {
    if (words.size() >= longest_text) return;
    if (!words.empty()) words += ' ';
    words += more;
}

EngineError read_error(PullReader& xml) {
    EngineError error;
    while (xml.open_child()) {
        const std::string_view name = xml.name();
        if (name == "RaisedBy") {
            error.raised_by = kept_text(xml);
        } else if (name == "Number") {
            error.number = kept_text(xml);
        } else if (name == "Type") {
            error.type = error_type(kept_text(xml));
        } else if (name == "Text") {
            add_words(error.words, kept_text(xml));
        } else if (name == "Location") {
            error.location = kept_text(xml);
            error.employee = employee_at(error.location);
        } else {
            xml.skip();
        }
    }
    return error;
}

void read_errors(PullReader& xml, EngineReply& reply, std::vector<EngineError>& errors) {
    while (xml.open_child()) {
        if (xml.name() != "Error") {
            xml.skip();
            continue;
        }
        EngineError error = read_error(xml);
        if (errors.size() < EngineReply::max_errors) {
            errors.push_back(std::move(error));
        } else {
            ++reply.errors_left_out;
        }
    }
}

void read_end_point(PullReader& xml, EngineReply& reply) {
    const auto seconds = whole_number(xml.attribute("PollInterval"));
    reply.poll_after_s = std::min(seconds.value_or(0), EngineReply::longest_interval_s);
    reply.poll_url = kept_text(xml);
}

void read_details(PullReader& xml, EngineReply& reply, std::string& qualifier) {
    while (xml.open_child()) {
        const std::string_view name = xml.name();
        if (name == "Class") {
            reply.message_class = kept_text(xml);
        } else if (name == "Qualifier") {
            qualifier = kept_text(xml);
        } else if (name == "Function") {
            reply.function = kept_text(xml);
        } else if (name == "TransactionID") {
            reply.transaction_id = kept_text(xml);
        } else if (name == "CorrelationID") {
            reply.correlation_id = kept_text(xml);
        } else if (name == "ResponseEndPoint") {
            read_end_point(xml, reply);
        } else {
            xml.skip();
        }
    }
}

void read_held(PullReader& xml, EngineReply& reply) {
    HeldSubmission held;
    while (xml.open_child()) {
        const std::string_view name = xml.name();
        if (name == "CorrelationID") {
            held.correlation_id = kept_text(xml);
        } else if (name == "TransactionID") {
            held.transaction_id = kept_text(xml);
        } else if (name == "Status") {
            held.status = kept_text(xml);
        } else {
            xml.skip();
        }
    }
    if (reply.held.size() < EngineReply::max_held) reply.held.push_back(std::move(held));
}

// The digest stands some elements deep in a signature.
void find_receipt_mark(PullReader& xml, EngineReply& reply) {
    while (xml.open_child()) {
        if (xml.name() == "DigestValue" && reply.receipt_mark.empty()) {
            reply.receipt_mark = kept_text(xml);
        } else {
            find_receipt_mark(xml, reply);
        }
    }
}

void read_success(PullReader& xml, EngineReply& reply) {
    while (xml.open_child()) {
        if (xml.name() == "IRmarkReceipt") {
            find_receipt_mark(xml, reply);
        } else if (xml.name() == "AcceptedTime") {
            reply.accepted_at = kept_text(xml);
        } else {
            xml.skip();
        }
    }
}

NinoAnswer read_number(PullReader& xml) {
    NinoAnswer answer;
    while (xml.open_child()) {
        const std::string_view name = xml.name();
        if (name == "PayId") {
            answer.pay_id = kept_text(xml);
        } else if (name == "Result") {
            answer.result = kept_text(xml);
        } else if (name == "NINO") {
            answer.nino = kept_text(xml);
        } else {
            xml.skip();
        }
    }
    return answer;
}

void read_numbers(PullReader& xml, EngineReply& reply) {
    while (xml.open_child()) {
        if (xml.name() != "Employee" || reply.numbers.size() >= EngineReply::max_numbers) {
            xml.skip();
        } else {
            reply.numbers.push_back(read_number(xml));
        }
    }
}

struct Errors {
    std::vector<EngineError> engines{};
    std::vector<EngineError> departments{};
};

void read_body(PullReader& xml, EngineReply& reply, Errors& errors) {
    while (xml.open_child()) {
        const std::string_view name = xml.name();
        if (name == "ErrorResponse") {
            read_errors(xml, reply, errors.departments);
        } else if (name == "StatusReport") {
            reply.has_list = true;
            while (xml.open_child()) {
                if (xml.name() == "StatusRecord") {
                    read_held(xml, reply);
                } else {
                    xml.skip();
                }
            }
        } else if (name == "SuccessResponse") {
            read_success(xml, reply);
        } else if (name == "NINOverificationResponse") {
            read_numbers(xml, reply);
        } else {
            xml.skip();
        }
    }
}

// In the element that is open, the only child that is looked for; the others are passed over.
template <class Read>
void read_only(PullReader& xml, std::string_view name, Read read) {
    while (xml.open_child()) {
        if (xml.name() == name) {
            read();
        } else {
            xml.skip();
        }
    }
}

void read_message(PullReader& xml, EngineReply& reply, std::string& qualifier, Errors& errors) {
    while (xml.open_child()) {
        const std::string_view name = xml.name();
        if (name == "Header") {
            read_only(xml, "MessageDetails", [&] { read_details(xml, reply, qualifier); });
        } else if (name == "GovTalkDetails") {
            read_only(xml, "GovTalkErrors", [&] { read_errors(xml, reply, errors.engines); });
        } else if (name == "Body") {
            read_body(xml, reply, errors);
        } else {
            xml.skip();
        }
    }
}

Outcome<EngineReply> judged(EngineReply reply, std::string_view qualifier, Errors errors) {
    // Where the department says what is wrong, the engine only says that it does.
    reply.errors = std::move(errors.departments.empty() ? errors.engines : errors.departments);
    if (qualifier == "acknowledgement") {
        reply.kind = ReplyKind::acknowledgement;
    } else if (qualifier == "response") {
        reply.kind = ReplyKind::response;
    } else if (qualifier != "error") {
        return refused("reply-qualifier-unknown", "HMRC's answer is of an unknown kind.");
    }
    if (reply.kind == ReplyKind::acknowledgement && reply.correlation_id.empty()) {
        return refused("reply-without-correlation",
                       "HMRC acknowledged a submission without saying how to ask about it.");
    }
    if (reply.kind == ReplyKind::error && reply.errors.empty()) {
        return refused("reply-without-error", "HMRC's answer is an error that says nothing.");
    }
    return reply;
}

}  // namespace

Outcome<EngineReply> read_engine_reply(std::string_view bytes) {
    const Outcome<xml::Utf8Text> text = xml::as_utf8(bytes);
    if (!text.accepted()) return text.refusal();
    PullReader xml(text.value().view());
    EngineReply reply;
    std::string qualifier;
    Errors errors;
    bool found = false;
    while (xml.open_child()) {
        found = found || xml.name() == "GovTalkMessage";
        read_message(xml, reply, qualifier, errors);
    }
    if (const auto& problem = xml.problem()) return *problem;
    if (!found) return refused("reply-not-govtalk", "HMRC's answer is no GovTalkMessage.");
    return judged(std::move(reply), qualifier, std::move(errors));
}

}  // namespace almoner::gateway::hmrc

#include "ops/hmrc_stand_in/engine.h"

#include <algorithm>

namespace almoner::ops::hmrc_stand_in {
namespace {

constexpr int unavailable = 503;

ErrorWords gateway_error(std::string_view number, std::string_view text) {
    return {.raised_by = "Gateway", .number = number, .type = "fatal", .text = text};
}

ErrorWords department_words(std::string_view number,
                            std::string_view text,
                            std::string_view location) {
    return {.raised_by = "ChRIS",
            .number = number,
            .type = "business",
            .text = text,
            .location = location};
}

}  // namespace

EngineAnswer Engine::answer(const std::string& message) {
    if (faults_.take(Fault::outage)) return {unavailable, "out of order"};
    if (faults_.take(Fault::garbage)) return {200, "<html>back soon"};
    const auto envelope = read_envelope(message);
    if (!envelope) return {200, engine_error({}, gateway_error("1001", "This is no message."))};
    if (faults_.take(Fault::recoverable)) {
        return {200,
                engine_error(*envelope,
                             {.raised_by = "Gateway",
                              .number = "1000",
                              .type = "recoverable",
                              .text = "The engine is busy; send it again later."})};
    }
    if (envelope->qualifier == "poll") return poll(*envelope);
    if (envelope->function == "delete") return remove(*envelope);
    const bool is_known =
        envelope->sender.id == known_.id && envelope->sender.password == known_.password;
    if (!is_known) {
        return {200, engine_error(*envelope, gateway_error("1046", "The sign-in is not known."))};
    }
    if (envelope->function == "list") return list(*envelope);
    if (envelope->function == "submit") return submit(*envelope, message);
    return {200, engine_error(*envelope, gateway_error("1001", "This is no question."))};
}

EngineAnswer Engine::submit(const Envelope& envelope, const std::string& message) {
    if (envelope.mark.empty()) {
        return {200, engine_error(envelope, gateway_error("2022", "The IRmark is missing."))};
    }
    if (envelope.mark != mark_of_octets(message)) {
        return {200, engine_error(envelope, gateway_error("2021", "The IRmark is wrong."))};
    }
    if (envelope.marked_office != envelope.submission.office) {
        return {200, engine_error(envelope, gateway_error("5005", "The keys differ."))};
    }
    const std::string correlation_id = next_correlation_id();
    Envelope held = envelope;
    held.correlation_id = correlation_id;
    const std::string answer = judged(held);
    held_[correlation_id] = {std::move(held), answer};
    if (faults_.take(Fault::lost_answer)) return {unavailable, ""};
    return {200, acknowledgement(envelope, correlation_id, {poll_url_, poll_after_s_})};
}

std::string Engine::judged(const Envelope& envelope) {
    if (faults_.take(Fault::reject)) {
        return department_error(
            envelope,
            envelope.correlation_id,
            department_words(
                rejected_number,
                "The stand-in was told to turn this down.",
                "/hd:GovTalkMessage[1]/hd:Body[1]/x:IRenvelope[1]/"
                "x:FullPaymentSubmission[1]/x:Employee[1]/x:EmployeeDetails[1]/x:NINO[1]"));
    }
    if (std::ranges::find(marks_, envelope.mark) != marks_.end()) {
        return department_error(
            envelope,
            envelope.correlation_id,
            department_words(duplicate_number, "The same was submitted before.", ""));
    }
    if (!envelope.is_test) {
        accepted_.push_back(envelope.submission);
        marks_.push_back(envelope.mark);
    }
    return accepted_words(envelope, envelope.correlation_id, numbers_of(envelope.submission));
}

std::string Engine::numbers_of(const Submission& submission) const {
    std::string all;
    if (!submission.asks_for_numbers) return all;
    for (const ReportedEmployee& each : submission.employees) {
        const auto known = numbers_.find(each.pay_id);
        const NumberAnswer usual{.result = each.nino.empty() ? "unknown" : "verified"};
        all += number_words(each.pay_id, known == numbers_.end() ? usual : known->second);
    }
    return all;
}

EngineAnswer Engine::poll(const Envelope& envelope) {
    if (faults_.take(Fault::forget)) held_.erase(envelope.correlation_id);
    const auto found = held_.find(envelope.correlation_id);
    if (found == held_.end()) {
        return {200, engine_error(envelope, gateway_error("2000", "No such correlation."))};
    }
    if (faults_.take(Fault::slow)) {
        return {200,
                acknowledgement(envelope, envelope.correlation_id, {poll_url_, poll_after_s_})};
    }
    return {200, found->second.answer};
}

EngineAnswer Engine::remove(const Envelope& envelope) {
    held_.erase(envelope.correlation_id);
    return {200, deleted_words(envelope)};
}

EngineAnswer Engine::list(const Envelope& envelope) const {
    std::vector<HeldLine> lines;
    lines.reserve(held_.size());
    for (const auto& [correlation_id, held] : held_) {
        if (held.envelope.message_class != envelope.message_class) continue;
        lines.push_back({correlation_id, held.envelope.transaction_id});
    }
    return {200, listed_words(envelope, lines)};
}

// 32 digits and letters, as HMRC's.
std::string Engine::next_correlation_id() {
    std::string number = std::to_string(++count_);
    return std::string(32 - number.size(), '0') + number;
}

}  // namespace almoner::ops::hmrc_stand_in

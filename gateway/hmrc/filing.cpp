#include "gateway/hmrc/filing.h"

#include <algorithm>

namespace almoner::gateway::hmrc {
namespace {

constexpr std::int64_t first_wait_s = 60;
constexpr std::int64_t longest_wait_s = 3600;
constexpr int doublings_to_longest = 6;

bool is_recoverable(const EngineReply& reply) {
    return std::ranges::all_of(reply.errors, [](const EngineError& error) {
        return error.type == EngineErrorType::recoverable;
    });
}

bool is_duplicate(const EngineReply& reply, const FilingRules& rules) {
    return std::ranges::any_of(reply.errors, [&](const EngineError& error) {
        return std::ranges::find(rules.duplicate_numbers, error.number) !=
               rules.duplicate_numbers.end();
    });
}

// The department looked at it, rather than the engine not knowing what we ask about.
bool is_about_what_was_sent(const EngineReply& reply) {
    return std::ranges::any_of(reply.errors, [](const EngineError& error) {
        return error.type == EngineErrorType::business || error.raised_by != "Gateway";
    });
}

bool is_about_another(const Filing& filing, const EngineReply& reply) {
    const EngineStep step = next_step(filing);
    return (step == EngineStep::poll || step == EngineStep::delete_answer) &&
           !reply.correlation_id.empty() && reply.correlation_id != filing.correlation_id;
}

Filing calm(Filing filing, std::int64_t try_after_s) {
    filing.outages = 0;
    filing.try_after_s = try_after_s;
    return filing;
}

Filing acknowledged(Filing filing, const EngineReply& reply, std::int64_t now_s) {
    filing.state = FilingState::acknowledged;
    filing.correlation_id = reply.correlation_id;
    if (!reply.poll_url.empty()) filing.poll_url = reply.poll_url;
    return calm(std::move(filing), now_s + reply.poll_after_s);
}

Filing accepted(Filing filing, const EngineReply& reply, std::int64_t now_s) {
    filing.state = FilingState::accepted;
    filing.receipt_mark = reply.receipt_mark;
    filing.accepted_at = reply.accepted_at;
    filing.numbers = reply.numbers;
    if (filing.correlation_id.empty()) filing.correlation_id = reply.correlation_id;
    filing.is_answer_held = !filing.correlation_id.empty();
    return calm(std::move(filing), now_s);
}

Filing turned_down(Filing filing,
                   const EngineReply& reply,
                   std::int64_t now_s,
                   const FilingRules& rules) {
    filing.state = is_duplicate(reply, rules) ? FilingState::duplicate : FilingState::rejected;
    filing.errors = reply.errors;
    // An error in answer to the submission itself is not kept for us.
    filing.is_answer_held = !filing.correlation_id.empty();
    return calm(std::move(filing), now_s);
}

Filing after_error(Filing filing,
                   const EngineReply& reply,
                   std::int64_t now_s,
                   const FilingRules& rules) {
    if (is_recoverable(reply)) return after_outage(std::move(filing), Outage::not_sent, now_s);
    switch (next_step(filing)) {
        case EngineStep::submit: return turned_down(std::move(filing), reply, now_s, rules);
        case EngineStep::poll:
            if (is_about_what_was_sent(reply)) {
                return turned_down(std::move(filing), reply, now_s, rules);
            }
            // The engine doesn't know it: what it does hold has to be asked first.
            filing.state = FilingState::in_doubt;
            return after_outage(std::move(filing), Outage::not_sent, now_s);
        case EngineStep::delete_answer:
            filing.is_answer_held = false;
            return calm(std::move(filing), now_s);
        case EngineStep::ask_what_is_held:
        case EngineStep::none: break;
    }
    return after_outage(std::move(filing), Outage::not_sent, now_s);
}

// Anything but the list that was asked for says nothing of what is held.
bool is_list(const Filing& filing, const EngineReply& reply) {
    return reply.kind == ReplyKind::response && reply.function == "list" && reply.has_list &&
           reply.message_class == filing.message_class;
}

Filing after_list(Filing filing, const EngineReply& reply, std::int64_t now_s) {
    if (!is_list(filing, reply)) {
        return after_outage(std::move(filing), Outage::no_answer, now_s);
    }
    const auto found =
        std::ranges::find(reply.held, filing.transaction_id, &HeldSubmission::transaction_id);
    if (found == reply.held.end() || found->correlation_id.empty()) {
        // It had this one and dropped it, with what became of it: nothing is filed twice by itself.
        if (!filing.correlation_id.empty()) return calm(std::move(filing), now_s + longest_wait_s);
        filing.state = FilingState::made;
        return calm(std::move(filing), now_s);
    }
    filing.state = FilingState::acknowledged;
    filing.correlation_id = found->correlation_id;
    return calm(std::move(filing), now_s);
}

}  // namespace

std::string_view name_of(FilingState state) {
    switch (state) {
        case FilingState::made: return "made";
        case FilingState::in_doubt: return "in_doubt";
        case FilingState::acknowledged: return "acknowledged";
        case FilingState::accepted: return "accepted";
        case FilingState::rejected: return "rejected";
        case FilingState::duplicate: break;
    }
    return "duplicate";
}

EngineStep next_step(const Filing& filing) {
    switch (filing.state) {
        case FilingState::made: return EngineStep::submit;
        case FilingState::in_doubt: return EngineStep::ask_what_is_held;
        case FilingState::acknowledged: return EngineStep::poll;
        case FilingState::accepted:
        case FilingState::rejected:
        case FilingState::duplicate: break;
    }
    return filing.is_answer_held ? EngineStep::delete_answer : EngineStep::none;
}

bool is_due(const Filing& filing, std::int64_t now_s) {
    return next_step(filing) != EngineStep::none && filing.try_after_s <= now_s;
}

Filing after_reply(Filing filing,
                   const EngineReply& reply,
                   std::int64_t now_s,
                   const FilingRules& rules) {
    if (is_about_another(filing, reply)) {
        return after_outage(std::move(filing), Outage::no_answer, now_s);
    }
    if (reply.kind == ReplyKind::error) {
        return after_error(std::move(filing), reply, now_s, rules);
    }
    switch (next_step(filing)) {
        case EngineStep::submit:
        case EngineStep::poll:
            return reply.kind == ReplyKind::acknowledgement
                       ? acknowledged(std::move(filing), reply, now_s)
                       : accepted(std::move(filing), reply, now_s);
        case EngineStep::ask_what_is_held: return after_list(std::move(filing), reply, now_s);
        case EngineStep::delete_answer:
            filing.is_answer_held = reply.kind != ReplyKind::response;
            return calm(std::move(filing), now_s + reply.poll_after_s);
        case EngineStep::none: break;
    }
    return filing;
}

Filing after_outage(Filing filing, Outage outage, std::int64_t now_s) {
    if (outage == Outage::no_answer && next_step(filing) == EngineStep::submit) {
        filing.state = FilingState::in_doubt;
    }
    const int doublings = std::min(filing.outages, doublings_to_longest);
    filing.try_after_s = now_s + std::min(first_wait_s << doublings, longest_wait_s);
    ++filing.outages;
    return filing;
}

}  // namespace almoner::gateway::hmrc

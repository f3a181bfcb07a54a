// The life of one submission to HMRC, as a pure value: what has happened, and what to do next.
#pragma once

#include "gateway/hmrc/engine_reply.h"

#include <cstdint>
#include <string>
#include <vector>

namespace almoner::gateway::hmrc {

enum class FilingState : std::uint8_t {
    made,  // HMRC doesn't have it
    // It was sent and nothing came back: HMRC may have it. With a correlation id HMRC had it and
    // doesn't know it any more: then somebody asks HMRC what became of it.
    in_doubt,
    acknowledged,  // HMRC has it and has not said what becomes of it
    accepted,
    rejected,   // with errors; a corrected one is another filing
    duplicate,  // HMRC says that it has had the same before
};
[[nodiscard]] std::string_view name_of(FilingState state);  // "in_doubt"

enum class EngineStep : std::uint8_t {
    submit,
    ask_what_is_held,  // before anything in doubt is sent a second time
    poll,
    delete_answer,  // the engine keeps an answer until it is told that we have it
    none,
};

enum class Outage : std::uint8_t {
    not_sent,   // no connection, or none that can be trusted
    no_answer,  // sent, and then silence or something that is no answer
};

struct Filing {
    FilingState state = FilingState::made;
    std::string message_class{};   // "HMRC-PAYE-RTI-FPS"
    std::string transaction_id{};  // ours; the same as long as the filing lives
    std::string correlation_id{};  // HMRC's, once acknowledged
    std::string poll_url{};
    bool is_answer_held = false;   // by the engine, until it is deleted
    std::int64_t try_after_s = 0;  // since 1970; nothing is asked before
    int outages = 0;               // in a row
    std::vector<EngineError> errors{};
    std::string receipt_mark{};
    std::string accepted_at{};
    std::vector<NinoAnswer> numbers{};  // to a NINO verification request
};

// HMRC's numbers for "we have this already". None is known for sure: an operator's setting.
struct FilingRules {
    std::vector<std::string> duplicate_numbers{};
};

// What is to be done as soon as `now_s` reaches try_after_s.
[[nodiscard]] EngineStep next_step(const Filing& filing);
[[nodiscard]] bool is_due(const Filing& filing, std::int64_t now_s);

// A reply that is about another submission is an outage: no_answer.
[[nodiscard]] Filing after_reply(Filing filing,
                                 const EngineReply& reply,
                                 std::int64_t now_s,
                                 const FilingRules& rules);
// Waits a minute, then twice as long each time, an hour at most (constructed).
[[nodiscard]] Filing after_outage(Filing filing, Outage outage, std::int64_t now_s);

}  // namespace almoner::gateway::hmrc

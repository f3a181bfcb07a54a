// What HMRC's transaction engine answers: that it has a submission, what became of it, what is
// wrong.
#pragma once

#include "ledger/values/outcome.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::gateway::hmrc {

enum class ReplyKind : std::uint8_t {
    acknowledgement,  // it has it, and says when to ask again
    response,         // taken, deleted, or the list that was asked for
    error,
};

enum class EngineErrorType : std::uint8_t {
    fatal,        // the message itself is wrong, or it doesn't know us
    recoverable,  // the engine has a trouble of its own: the same again, later
    business,     // HMRC's rules on what it says
};

struct EngineError {
    std::string raised_by{};  // "Gateway", "Department", "ChRIS"
    std::string number{};     // "2021"
    EngineErrorType type = EngineErrorType::fatal;
    std::string words{};     // HMRC's own; they may quote what was sent
    std::string location{};  // HMRC's path to it
    // Which employee of the submission, from 0, where the path says.
    std::optional<std::size_t> employee{};

    friend bool operator==(const EngineError&, const EngineError&) = default;
};

// A submission that the engine still holds, in the answer to a list.
struct HeldSubmission {
    std::string correlation_id{};
    std::string transaction_id{};
    std::string status{};  // "SUBMISSION_RESPONSE", ...
};

// What HMRC says of one National Insurance number that it was asked about. The element that it is
// read from is constructed: the form of HMRC's own was not to be had here.
struct NinoAnswer {
    std::string pay_id{};
    std::string result{};  // "verified", "corrected" or "unknown"
    std::string nino{};    // the right one, where it says

    friend bool operator==(const NinoAnswer&, const NinoAnswer&) = default;
};

struct EngineReply {
    static constexpr std::size_t max_numbers = 1000;
    static constexpr std::size_t max_errors = 1000;
    static constexpr std::size_t max_held = 10'000;
    static constexpr std::int64_t longest_interval_s = 86'400;

    ReplyKind kind = ReplyKind::error;
    std::string function{};  // "submit", "delete", "list"
    std::string message_class{};
    std::string transaction_id{};
    std::string correlation_id{};
    std::string poll_url{};
    std::int64_t poll_after_s = 0;
    std::vector<EngineError> errors{};  // the department's own where it gives them
    std::size_t errors_left_out = 0;
    bool has_list = false;  // of what is held, also where that is nothing
    std::vector<HeldSubmission> held{};
    std::string receipt_mark{};  // the IRmark in HMRC's receipt; empty without one
    std::string accepted_at{};   // as HMRC writes it
    std::vector<NinoAnswer> numbers{};
};

// Refused: what is no XML (xml-...), reply-not-govtalk, reply-qualifier-unknown,
// reply-without-correlation (an acknowledgement that can't be asked about), reply-without-error.
[[nodiscard]] ledger::Outcome<EngineReply> read_engine_reply(std::string_view bytes);

}  // namespace almoner::gateway::hmrc

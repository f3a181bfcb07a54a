#include "gateway/hmrc/engine_reply.h"
#include "gateway/hmrc/filing.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace almoner::gateway::hmrc;

// Property: a refusal says what to do next; what is read can always be acted on, and no answer
// makes a filing accepted but a response to a submission or a poll.
// libFuzzer looks for this name. NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto outcome = read_engine_reply(bytes);
    if (!outcome.accepted()) {
        if (outcome.refusal().code.empty() || outcome.refusal().next.empty()) std::abort();
        return 0;
    }
    const EngineReply& reply = outcome.value();
    if (reply.poll_after_s < 0 || reply.poll_after_s > EngineReply::longest_interval_s)
        std::abort();
    if (reply.errors.size() > EngineReply::max_errors) std::abort();
    if (reply.kind == ReplyKind::acknowledgement && reply.correlation_id.empty()) std::abort();
    if (reply.kind == ReplyKind::error && reply.errors.empty()) std::abort();
    for (const FilingState from :
         {FilingState::made, FilingState::in_doubt, FilingState::acknowledged}) {
        Filing filing;
        filing.state = from;
        const Filing after = after_reply(filing, reply, 1, {});
        if (after.state == FilingState::accepted &&
            (reply.kind != ReplyKind::response || from == FilingState::in_doubt)) {
            std::abort();
        }
    }
    return 0;
}

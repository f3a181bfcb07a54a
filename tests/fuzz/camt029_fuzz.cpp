#include "gateway/iso20022/camt029_reader.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

using almoner::gateway::iso20022::RecallEffect;

// Property: a refusal says what to do next; an answer that is read names a payment, and confirms a
// recall only where a code for yes stands.
// libFuzzer looks for this name. NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto outcome = almoner::gateway::iso20022::read_camt029(bytes);
    if (!outcome.accepted()) {
        if (outcome.refusal().code.empty() || outcome.refusal().next.empty()) std::abort();
        return 0;
    }
    if (outcome.value().items.empty()) std::abort();
    for (const auto& item : outcome.value().items) {
        const bool yes = item.status == "ACCR" || item.status == "CNCL" ||
                         (item.status.empty() && (outcome.value().confirmation == "CNCL" ||
                                                  outcome.value().confirmation == "ACCR"));
        if ((outcome.value().effect_of(item) == RecallEffect::confirms) != yes) std::abort();
    }
    return 0;
}

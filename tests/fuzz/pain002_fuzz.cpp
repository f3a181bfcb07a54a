#include "gateway/iso20022/pain002_reader.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

using almoner::gateway::iso20022::StatusEffect;
using almoner::gateway::iso20022::StatusReport;

namespace {

bool says_anything(const StatusReport& report) {
    bool found = !report.group.code.empty();
    for (const auto& block : report.blocks) {
        found = found || !block.status.code.empty();
        for (const auto& item : block.items) found = found || !item.status.code.empty();
    }
    return found;
}

}  // namespace

// Property: a refusal says what to do next; a report that is read gives some status, and settles a
// payment only where ACSC stands.
// libFuzzer looks for this name. NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto outcome = almoner::gateway::iso20022::read_pain002(bytes);
    if (!outcome.accepted()) {
        if (outcome.refusal().code.empty() || outcome.refusal().next.empty()) std::abort();
        return 0;
    }
    const StatusReport& report = outcome.value();
    if (!says_anything(report)) std::abort();
    for (const auto& block : report.blocks) {
        for (const auto& item : block.items) {
            const auto status = report.status_of(block.payment_information_id, item.end_to_end_id);
            if (status.effect() == StatusEffect::settles && status.code != "ACSC") std::abort();
            if (status.effect() == StatusEffect::rejects && status.code != "RJCT") std::abort();
        }
    }
    return 0;
}

#include "scheduler/facts/facts_json.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

// Property: a refusal has a code and says what to do next; facts that are read are written in a
// form that reads as the same facts.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace almoner::scheduler;
    const auto read = facts_from_json(std::string_view(reinterpret_cast<const char*>(data), size));
    if (!read.accepted()) {
        if (read.refusal().code.empty() || read.refusal().next.empty()) std::abort();
        return 0;
    }
    const std::string written = facts_as_json(read.value().facts);
    const std::string event(name_of_value(read.value().event));
    const auto again = facts_from_json("{\"event\":\"" + event + "\"," + written.substr(1));
    if (!again.accepted() || facts_as_json(again.value().facts) != written) std::abort();
    return 0;
}

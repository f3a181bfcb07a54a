#include "scheduler/policy/policy_file.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

// Property: whatever is no policy is told of with a code and what to do next, and never stops the
// program; of one that is read, the version and the day are known.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto made = almoner::scheduler::policy_from_file(
        std::string_view(reinterpret_cast<const char*>(data), size));
    for (const auto& problem : made.problems) {
        if (problem.code.empty() || problem.next.empty()) std::abort();
    }
    if (made.problems.empty() && made.policy.version().empty()) std::abort();
    return 0;
}

#include "gateway/csv/csv_encoding.h"
#include "gateway/policy/policy_text.h"
#include "gateway/policy/toml_lines.h"
#include "scheduler/policy/policy_file.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

// Property: the parser stops on no file that it is given; what is refused is refused with a code
// and with what to do next; what is read is text, of lines that are ours, and is judged by the
// rules. libFuzzer looks for this name. NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto read = almoner::gateway::read_policy(text);
    const auto made = almoner::scheduler::policy_from_file(text);
    for (const auto& problem : made.problems) {
        require(!problem.code.empty() && !problem.words.empty() && !problem.next.empty());
    }
    if (!read.accepted()) {
        require(made.problems.size() == 1 && made.problems[0].code == read.refusal().code);
        return 0;
    }
    require(almoner::gateway::is_utf8(text));
    require(almoner::gateway::faulty_toml_line(text).empty());
    for (const auto& value : read.value().values) require(value.line > 0 && !value.key.empty());
    return 0;
}

// Whatever the name, the output has only characters of its set and is never longer than asked.
#include "gateway/text/transliterate.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

using almoner::gateway::CharacterSet;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::size_t longest = data[0];
    const std::string_view name(reinterpret_cast<const char*>(data) + 1, size - 1);
    for (const CharacterSet set : {CharacterSet::bacs, CharacterSet::latin}) {
        const auto written = almoner::gateway::transliterate(name, set, longest);
        if (!written.accepted()) continue;
        const std::string& text = written.value();
        if (text.empty() || text.size() > longest) std::abort();
        if (!almoner::gateway::written_in(set, text)) std::abort();
        if (text.front() == ' ' || text.back() == ' ') std::abort();
        // What was written once is written the same again.
        if (almoner::gateway::transliterate(text, set, longest).value() != text) std::abort();
    }
    return 0;
}

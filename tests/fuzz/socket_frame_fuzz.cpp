#include "api/socket/frame.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace {

using almoner::api::decode_ask;
using almoner::api::decode_result;
using almoner::api::encode;

void require(bool holds) {
    if (!holds) std::abort();
}

// Only a number may be written longer than encode() writes it.
void check_ask(std::string_view octets) {
    const std::string written = encode(decode_ask(octets));
    require(written.size() <= octets.size());
    require(encode(decode_ask(written)) == written);
}

void check_result(std::string_view octets) {
    const std::string written = encode(decode_result(octets));
    require(written.size() <= octets.size());
    require(encode(decode_result(written)) == written);
}

}  // namespace

// Property: octets are refused with the one kind of exception that the edge knows, or read as an
// ask or an answer that is written and read again as the same.
// libFuzzer looks for this name. NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view octets(reinterpret_cast<const char*>(data), size);
    for (const auto check : {check_ask, check_result}) {
        try {
            check(octets);
        } catch (const std::runtime_error&) {
            continue;
        } catch (const almoner::ledger::InvariantBroken&) {
            continue;  // the server's, that it told of
        }
    }
    return 0;
}

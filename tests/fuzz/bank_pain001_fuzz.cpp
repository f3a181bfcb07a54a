// The stand-in's reader of pain.001: any bytes are refused, or every payment in them is one that a
// bank could make.
#include "ops/bank_stand_in/pain001_reader.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto read =
        almoner::ops::bank_stand_in::read_pain001({reinterpret_cast<const char*>(data), size});
    if (!read.accepted()) return 0;
    std::set<std::string> ids;
    for (const auto& instruction : read.value().instructions) {
        if (instruction.amount.pence() <= 0 || instruction.payee.number.size() != 8) std::abort();
        if (!ids.insert(instruction.end_to_end_id).second) std::abort();
    }
    return 0;
}

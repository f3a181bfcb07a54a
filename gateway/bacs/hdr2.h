// HDR2 and EOF2, the second file header and end-of-file labels (payments.md, section 2.3).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace almoner::gateway::bacs {

struct Hdr2 {
    std::string_view label_identifier;  // "HDR2" or "EOF2": the rest is the same in both
    std::int64_t record_length = 100;   // 106 when each record carries its processing day

    void append_to(std::string& out) const;
};

}  // namespace almoner::gateway::bacs

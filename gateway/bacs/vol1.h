// VOL1, the volume header label: who submits, and under which serial (payments.md, section 2.1).
#pragma once

#include <string>
#include <string_view>

namespace almoner::gateway::bacs {

struct Vol1 {
    std::string_view submission_serial_number;
    std::string_view service_user_number;

    void append_to(std::string& out) const;
};

}  // namespace almoner::gateway::bacs

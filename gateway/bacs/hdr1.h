// HDR1 and EOF1, the first file header and end-of-file labels (payments.md, section 2.2).
#pragma once

#include "ledger/calendar/date.h"

#include <string>
#include <string_view>

namespace almoner::gateway::bacs {

struct Hdr1 {
    std::string_view label_identifier;  // "HDR1" or "EOF1": the rest is the same in both
    std::string_view service_user_number;
    std::string_view set_identification;  // VOL1's submission serial number
    ledger::Date creation_date;
    ledger::Date expiration_date;

    void append_to(std::string& out) const;
};

}  // namespace almoner::gateway::bacs

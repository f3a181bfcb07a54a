// UHL1, the user header label: the processing day and the kind of work (payments.md, section 2.4).
#pragma once

#include "ledger/calendar/date.h"

#include <string>
#include <string_view>

namespace almoner::gateway::bacs {

struct Uhl1 {
    ledger::Date
        processing_date;         // the day before the money arrives; the first when there are more
    std::string_view work_code;  // "1 DAILY" or "4 MULTI"
    std::string_view file_number;  // 3 digits

    void append_to(std::string& out) const;
};

}  // namespace almoner::gateway::bacs
